"""Who may open what: the matrix of roles and pages, tables and verbs, and the gate that keeps it."""
