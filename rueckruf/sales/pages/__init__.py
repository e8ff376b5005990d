"""The pages, one module each. All are German; every route stands in ``rueckruf/sales/roles.py``."""
