"""The article that stands among the furniture of the portals' pages."""

from typing import Final

ARTICLE: Final = (
    (
        "MARLOW (April 9) -- The harbour board of Marlow decided on Monday that the old quay would be widened "
        "by four metres, after two winters in which the ferry could not berth there in a swell."
    ),
    (
        "Fishermen of the island complained that the decision came too late for the season, and their union "
        "asked the board for a public account of how the stones of the quay had been looked after since the "
        "last inspection."
    ),
    (
        '"We have waited for this since my father had the boat," said Nora Roc, who speaks for the union. '
        '"Now they tell us to wait for another summer."'
    ),
    (
        "The county answered that its reports would be handed to the council before the summer, and that a "
        "sum would be paid to those who had to moor their boats in the next bay."
    ),
    (
        "Traders on the quay fear for the summer, which brings two thirds of what they earn in a year, and "
        "ask the county to pay them for each week in which the buses stop on the far side of the basin."
    ),
    ("Work on the quay is to begin in May."),
)
