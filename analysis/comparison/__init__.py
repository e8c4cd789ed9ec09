"""From rows of many documents to rows about them: tables in, tables out; nothing here reads a text or draws."""
