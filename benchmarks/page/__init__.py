"""The parts of ``benchmarks.sales_page``."""
