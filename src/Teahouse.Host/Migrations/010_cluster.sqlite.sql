-- Several servers meet in PostgreSQL only: SQLite is one server's own.
SELECT 1;
