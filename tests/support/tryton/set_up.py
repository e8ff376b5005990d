"""Run by Tryton's own Python: a company, who works there, and the users that tests sign in as.

``set_up.py CONFIGURATION DATABASE PASSWORD``
"""

import sys

from trytond import config
from trytond.pool import Pool
from trytond.transaction import Transaction

GROUPS = ("Party Administration", "Sales", "Sale Opportunity")


def set_up(database: str, password: str) -> None:
    """Of the users ``rueckruf`` may do what its connector needs, ``anna`` is an employee, ``gast`` may do nothing."""
    Pool.start()
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
    config.update_etc(configuration)
    set_up(database, password)
