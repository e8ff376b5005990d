"""Run by Tryton's own Python: ``trytond``, but passwords are hashed quickly, since tests sign in again and again."""

from functools import partial

from pwdlib.hashers import argon2

argon2.Argon2Hasher = partial(argon2.Argon2Hasher, time_cost=1, memory_cost=8, parallelism=1)

if __name__ == "__main__":
    from trytond.cli import main

    main()
