"""The charts of each page, by name, the first of it first."""

from filrouge.charts import of_page
from filrouge.explore.view import PAGES

CHARTS = {page: tuple(spec.name for spec in of_page(page)) for page in PAGES}
