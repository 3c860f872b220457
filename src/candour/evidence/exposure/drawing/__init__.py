"""Exposure drawn, as markup that needs no style sheet, no script and no colour: matrix, timeline of the group, card.

Each builder gives a `Figure`. On a page: `{{ figure.html|safe }}` (every word in it is escaped here); in a file or in a
letter: `figure.svg`, a drawing that stands alone; in a schedule: `figure.table`, whose rows hold every word of the drawing.

    timeline = conversation(folder, item, ties)            # exposure.opening; or exposure.timeline.together(merged(...))
    stays = memberships(timeline)                          # exposure.membership
    reckoner = Reckoner(timeline, stays, items, testimony)  # exposure.cells
    drawing.matrix.matrix_figure(timeline, reckoner, titles=..., people=...)
    drawing.timeline.timeline_figure(timeline, stays, items=reckoner.items, people=...)
    drawing.card.card_figure(timeline, reckoner, item, shown=...)
"""
