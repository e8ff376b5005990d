from rueckruf.lean import install

install.before_a_command()

from rueckruf.cli import main  # noqa: E402 - which imports what has been put off

main()
