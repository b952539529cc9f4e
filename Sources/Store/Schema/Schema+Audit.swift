extension Schema {
  /// The fourth step: what analysts found of the assignments of a week's sample. All that was ever found stays;
  /// of a lead and week the latest counts.
  static let audit = """
    CREATE TABLE audit_judgement (
      id INTEGER PRIMARY KEY,
      lead INTEGER NOT NULL REFERENCES lead (number),
      -- A Monday, in days since 1970.
      week INTEGER NOT NULL CHECK ((week + 3) % 7 = 0),
      decision INTEGER NOT NULL REFERENCES log_entry (seq),
      judgement TEXT NOT NULL CHECK (judgement = 'right' OR judgement = 'wrong'),
      note TEXT CHECK (note <> ''),
      by_actor TEXT NOT NULL CHECK (by_actor <> ''),
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX audit_judgement_week ON audit_judgement (week, lead);
    CREATE INDEX audit_judgement_lead ON audit_judgement (lead);

    """
}
