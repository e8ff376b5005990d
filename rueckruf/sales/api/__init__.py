"""The API for other systems, ``/api/v1``; every call of it stands in ``rueckruf/sales/roles.py``."""
