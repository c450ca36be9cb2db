"""What people changed, by whom and when: undo it, do it again, take it elsewhere."""

from components import history

history.page()
