extension Schema {
  /// The second step: exceptions, change requests with their votes, changes of the roster, what people
  /// wrote, notifications, the outbox, and what reports look for.
  static let trust = exceptions + changes + told + found

  private static let exceptions = """
    CREATE TABLE exception (
      number INTEGER PRIMARY KEY CHECK (number >= 1),
      kind TEXT NOT NULL CHECK (kind = 'route_to' OR kind = 'coverage_for' OR kind = 'product_for'
        OR kind = 'segment_of' OR kind = 'capacity_of' OR kind = 'hours_of'),
      rep TEXT,
      account TEXT,
      domain TEXT,
      campaign TEXT,
      value TEXT,
      code TEXT NOT NULL,
      reason TEXT NOT NULL CHECK (reason <> ''),
      -- JSON: what the reason points at.
      refs TEXT NOT NULL,
      owner_role TEXT NOT NULL CHECK (owner_role <> ''),
      effective_at INTEGER NOT NULL,
      sunset_at INTEGER NOT NULL CHECK (sunset_at > effective_at),
      wanted_sunset_at INTEGER NOT NULL CHECK (wanted_sunset_at >= sunset_at),
      renews INTEGER REFERENCES exception (number),
      status TEXT NOT NULL CHECK (status = 'requested' OR status = 'approved'
        OR status = 'rejected' OR status = 'revoked'),
      requested_by TEXT NOT NULL,
      requested_at INTEGER NOT NULL,
      decided_by TEXT,
      decided_at INTEGER,
      note TEXT,
      signed_off_at INTEGER,
      secret BLOB NOT NULL CHECK (length(secret) = 32),
      CHECK ((status = 'requested') = (decided_at IS NULL))
    ) STRICT;
    CREATE INDEX exception_sunset ON exception (sunset_at) WHERE status = 'approved';
    CREATE UNIQUE INDEX exception_renewed ON exception (renews)
      WHERE renews IS NOT NULL AND (status = 'requested' OR status = 'approved');

    """

  private static let changes = """
    ALTER TABLE ruleset ADD COLUMN approvers TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE ruleset ADD COLUMN request INTEGER;

    CREATE TABLE change_request (
      number INTEGER PRIMARY KEY CHECK (number >= 1),
      kind TEXT NOT NULL CHECK (kind = 'rules' OR kind = 'rollback' OR kind = 'draft'),
      -- Empty where a draft told of a person who was erased since.
      reason TEXT NOT NULL CHECK (reason <> '' OR kind = 'draft'),
      hash BLOB CHECK (length(hash) = 32),
      base INTEGER NOT NULL REFERENCES ruleset (version),
      rollback_to INTEGER REFERENCES ruleset (version),
      dimension INTEGER CHECK (dimension BETWEEN 1 AND 8),
      escalation INTEGER REFERENCES escalation (number),
      draft INTEGER REFERENCES change_request (number),
      status TEXT NOT NULL CHECK (status = 'open' OR status = 'published' OR status = 'rejected'
        OR status = 'superseded'),
      requested_by TEXT NOT NULL,
      requested_at INTEGER NOT NULL,
      decided_by TEXT,
      decided_at INTEGER,
      version INTEGER REFERENCES ruleset (version) DEFERRABLE INITIALLY DEFERRED,
      note TEXT,
      secret BLOB NOT NULL CHECK (length(secret) = 32),
      -- Last, so that lists read past neither.
      source TEXT,
      document BLOB,
      CHECK ((kind = 'draft') = (document IS NULL)),
      CHECK ((document IS NULL) = (source IS NULL)),
      CHECK ((document IS NULL) = (hash IS NULL)),
      CHECK ((status = 'open') = (decided_at IS NULL)),
      CHECK (status <> 'published' OR version IS NOT NULL),
      CHECK (version IS NULL OR status = 'published' OR status = 'superseded')
    ) STRICT;
    CREATE INDEX change_request_open ON change_request (number) WHERE status = 'open';

    CREATE TABLE approval (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind = 'exception' OR kind = 'change' OR kind = 'sign_off'),
      subject INTEGER NOT NULL,
      by_actor TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX approval_subject ON approval (kind, subject);
    -- Each has one vote; a long term is signed anew each quarter.
    CREATE UNIQUE INDEX approval_once ON approval (kind, subject, by_actor)
      WHERE kind <> 'sign_off';

    CREATE TABLE roster_change (
      id INTEGER PRIMARY KEY CHECK (id >= 1),
      rep TEXT NOT NULL,
      field TEXT NOT NULL,
      old TEXT,
      new TEXT,
      at INTEGER NOT NULL,
      reviewed_by TEXT,
      reviewed_at INTEGER,
      CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL))
    ) STRICT;
    CREATE INDEX roster_change_unreviewed ON roster_change (id) WHERE reviewed_at IS NULL;

    """

  private static let told = """
    CREATE TABLE note (
      id INTEGER PRIMARY KEY,
      lead INTEGER NOT NULL REFERENCES lead (number),
      kind TEXT NOT NULL CHECK (kind <> ''),
      text TEXT NOT NULL CHECK (text <> ''),
      by_actor TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX note_lead ON note (lead);

    CREATE TABLE notification (
      id INTEGER PRIMARY KEY CHECK (id >= 1),
      -- JSON: the program and its arguments.
      command TEXT NOT NULL,
      event TEXT NOT NULL CHECK (event <> ''),
      payload TEXT NOT NULL,
      at INTEGER NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
      next_at INTEGER NOT NULL,
      ended_at INTEGER,
      ending TEXT CHECK (ending = 'delivered' OR ending = 'given_up'),
      problem TEXT,
      CHECK ((ended_at IS NULL) = (ending IS NULL))
    ) STRICT;
    CREATE INDEX notification_next ON notification (next_at) WHERE ended_at IS NULL;

    CREATE TABLE outbox_file (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      first INTEGER NOT NULL CHECK (first >= 1),
      last INTEGER NOT NULL CHECK (last >= first),
      row_count INTEGER NOT NULL CHECK (row_count >= 0),
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX outbox_file_last ON outbox_file (last);

    """

  private static let found = """
    CREATE INDEX log_entry_kind ON log_entry (kind, at);

    -- The lead that first had a text: what the rules may not know.
    CREATE TABLE first_seen (
      kind TEXT NOT NULL CHECK (kind <> ''),
      value TEXT NOT NULL CHECK (value <> ''),
      lead INTEGER NOT NULL REFERENCES lead (number),
      PRIMARY KEY (kind, value)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX first_seen_lead ON first_seen (lead);
    INSERT INTO first_seen (kind, value, lead)
      SELECT kind, value, min(number) FROM (\(FirstSeen.all)) GROUP BY kind, value;

    -- Up to where the log was found whole.
    CREATE TABLE verified (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      count INTEGER NOT NULL CHECK (count >= 1),
      head BLOB NOT NULL CHECK (length(head) = 32),
      at INTEGER NOT NULL
    ) STRICT;

    """
}
