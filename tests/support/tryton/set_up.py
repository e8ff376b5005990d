"""Run by Tryton's own Python: its modules, a company, who works there, and the users that tests sign in as.

``set_up.py CONFIGURATION DATABASE PASSWORD``; in ``TRYTONPASSFILE`` lies the password of its administrator.
"""

import sys
from unittest.mock import patch

import quick  # type: ignore[import-not-found] # noqa: F401 - lies beside this file; before what hashes is imported
from trytond import commandline, config

GROUPS = ("Party Administration", "Sales", "Sale Opportunity")


def activate(*arguments: str) -> None:
    """As ``trytond-admin`` does, but for a look at each record that modules bring, which takes half of the time."""
    from trytond import admin
    from trytond.model import ModelStorage

    options = commandline.get_parser_admin().parse_args(arguments)
    options.indexes = True
    with patch.object(ModelStorage, "_validate"):
        admin.run(options)


def set_up(database: str, password: str) -> None:
    """Of the users ``rueckruf`` may do what its connector needs, ``anna`` is an employee, ``gast`` may do nothing."""
    from trytond.pool import Pool
    from trytond.transaction import Transaction

    pool = Pool(database)
    pool.init()
    with Transaction().start(database, 0):
        euro = {"name": "Euro", "code": "EUR", "symbol": "€", "rates": [("create", [{"rate": 1}])]}
        (currency,) = pool.get("currency.currency").create([euro])
        firm, anna = pool.get("party.party").create([{"name": "Musterwerk GmbH"}, {"name": "Anna Muster"}])
        (company,) = pool.get("company.company").create([{"party": firm, "currency": currency}])
        (employee,) = pool.get("company.employee").create([{"party": anna, "company": company}])
        groups = pool.get("res.group").search([("name", "in", GROUPS)])
        at_work = {"password": password, "companies": [("add", [company.id])], "company": company.id}
        may_all = {"groups": [("add", [group.id for group in groups])]}
        pool.get("res.user").create(
            [
                {"login": "rueckruf", "name": "Rückruf", **at_work, **may_all},
                {
                    "login": "anna",
                    "name": "Anna Muster",
                    **at_work,
                    **may_all,
                    "employees": [("add", [employee.id])],
                    "employee": employee.id,
                },
                {"login": "gast", "name": "Gast", **at_work},
            ]
        )


if __name__ == "__main__":
    configuration, database, password = sys.argv[1:]
    config.update_etc(configuration)  # before its parts are imported, which are those that it names
    modules = ("-u", "sale_opportunity", "--activate-dependencies", "--email", "admin@crm.example")
    activate("-c", configuration, "-d", database, *modules)
    set_up(database, password)
