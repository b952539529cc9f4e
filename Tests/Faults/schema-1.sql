-- A store as release 0.1.0 made it: what is brought up must not be made by those who bring it up.
CREATE TABLE intake_file (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  folder TEXT NOT NULL CHECK (folder = 'leads' OR folder = 'activities' OR folder = 'crm' OR folder = 'roster'),
  work_name TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  uid INTEGER NOT NULL CHECK (uid >= 0),
  -- Attempts in a row that came no further.
  attempt INTEGER NOT NULL CHECK (attempt >= 0),
  taken_at INTEGER NOT NULL,
  finished_at INTEGER,
  result TEXT CHECK (result IN ('accepted', 'rejected')),
  reason TEXT,
  hash BLOB CHECK (length(hash) = 32),
  row_count INTEGER NOT NULL DEFAULT 0 CHECK (row_count >= 0),
  assigned INTEGER NOT NULL DEFAULT 0 CHECK (assigned >= 0),
  queued INTEGER NOT NULL DEFAULT 0 CHECK (queued >= 0),
  duplicate INTEGER NOT NULL DEFAULT 0 CHECK (duplicate >= 0),
  shadowed INTEGER NOT NULL DEFAULT 0 CHECK (shadowed >= 0),
  redelivered INTEGER NOT NULL DEFAULT 0 CHECK (redelivered >= 0),
  updated INTEGER NOT NULL DEFAULT 0 CHECK (updated >= 0),
  rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected >= 0),
  CHECK ((finished_at IS NULL) = (result IS NULL))
) STRICT;
CREATE INDEX intake_file_unfinished ON intake_file (id) WHERE finished_at IS NULL;

CREATE TABLE intake_row (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES intake_file (id),
  line INTEGER NOT NULL CHECK (line >= 0),
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX intake_row_file ON intake_row (file);

CREATE TABLE lead (
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  public_id TEXT NOT NULL CHECK (public_id <> ''),
  source TEXT NOT NULL,
  identity TEXT NOT NULL,
  content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
  received_at INTEGER NOT NULL,
  submitted_at INTEGER NOT NULL,
  file INTEGER REFERENCES intake_file (id),
  line INTEGER,
  company TEXT,
  country TEXT CHECK (length(country) = 2),
  country_inferred INTEGER NOT NULL CHECK (country_inferred IN (0, 1)),
  region TEXT,
  language TEXT CHECK (length(language) = 2),
  product TEXT,
  segment TEXT,
  account TEXT,
  campaign TEXT,
  fields TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state = 'queued' OR state = 'assigned' OR state = 'working' OR state = 'closed' OR state = 'duplicate' OR state = 'shadowed'),
  owner TEXT,
  queue TEXT,
  duplicate_of INTEGER REFERENCES lead (number),
  duplicate_of_contact TEXT,
  route TEXT NOT NULL CHECK (route = 'named_account' OR route = 'open_opportunity' OR route = 'exception' OR route = 'coverage' OR route = 'fallback' OR route = 'duplicate' OR route = 'manual'),
  dimension INTEGER CHECK (dimension BETWEEN 1 AND 8),
  reason TEXT,
  contingent INTEGER NOT NULL CHECK (contingent IN (0, 1)),
  flags TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  CHECK (state NOT IN ('assigned', 'working') OR (owner IS NOT NULL AND queue IS NULL)),
  CHECK (state <> 'queued' OR (queue IS NOT NULL AND owner IS NULL))
) STRICT;
CREATE UNIQUE INDEX lead_identity ON lead (identity);
CREATE INDEX lead_public_id ON lead (public_id);
CREATE INDEX lead_owned ON lead (owner, number) WHERE state IN ('assigned', 'working');
CREATE INDEX lead_queued ON lead (queue, number, reason) WHERE state = 'queued';
CREATE INDEX lead_duplicate ON lead (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX lead_account ON lead (account) WHERE account IS NOT NULL;

CREATE TABLE person (
  lead INTEGER PRIMARY KEY REFERENCES lead (number),
  secret BLOB NOT NULL CHECK (length(secret) = 32),
  fields TEXT NOT NULL,
  extra TEXT NOT NULL,
  email_key TEXT,
  phone TEXT,
  last_name TEXT
) STRICT;
CREATE INDEX person_email ON person (email_key) WHERE email_key IS NOT NULL;
CREATE TABLE owner_period (
  id INTEGER PRIMARY KEY,
  lead INTEGER NOT NULL REFERENCES lead (number),
  owner TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER CHECK (to_at >= from_at),
  route TEXT NOT NULL
) STRICT;
CREATE INDEX owner_period_lead ON owner_period (lead);
CREATE INDEX owner_period_owner ON owner_period (owner, from_at);

CREATE TABLE queue_stay (
  id INTEGER PRIMARY KEY,
  lead INTEGER NOT NULL REFERENCES lead (number),
  queue TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER CHECK (to_at >= from_at),
  route TEXT NOT NULL
) STRICT;
CREATE INDEX queue_stay_lead ON queue_stay (lead);
CREATE INDEX queue_stay_from ON queue_stay (from_at);
CREATE INDEX queue_stay_to ON queue_stay (to_at) WHERE to_at IS NOT NULL;
CREATE TABLE activity (
  id INTEGER PRIMARY KEY,
  lead INTEGER NOT NULL REFERENCES lead (number),
  kind TEXT NOT NULL CHECK (kind <> ''),
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  channel TEXT,
  auto INTEGER NOT NULL CHECK (auto IN (0, 1))
) STRICT;
CREATE INDEX activity_lead ON activity (lead);

CREATE TABLE escalation (
  number INTEGER PRIMARY KEY CHECK (number >= 1),
  lead INTEGER NOT NULL REFERENCES lead (number),
  code TEXT NOT NULL,
  note TEXT,
  opened_by TEXT NOT NULL,
  rep TEXT,
  opened_at INTEGER NOT NULL,
  decision INTEGER REFERENCES log_entry (seq),
  claimed_by TEXT,
  claimed_at INTEGER,
  closed_at INTEGER,
  closed_by TEXT,
  outcome TEXT CHECK (outcome = 'correct' OR outcome = 'refine_rule' OR outcome = 'routing_error' OR outcome = 'withdrawn'),
  closing_note TEXT,
  CHECK ((closed_at IS NULL) = (outcome IS NULL))
) STRICT;
CREATE INDEX escalation_lead ON escalation (lead);
CREATE INDEX escalation_open ON escalation (number) WHERE closed_at IS NULL;

CREATE TABLE clock (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind = 'first_contact' OR kind = 'owner' OR kind = 'queue' OR kind = 'escalation'),
  lead INTEGER REFERENCES lead (number),
  escalation INTEGER REFERENCES escalation (number),
  owner TEXT,
  queue TEXT,
  started_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  warn_at INTEGER NOT NULL,
  minutes INTEGER NOT NULL CHECK (minutes >= 0),
  working_time INTEGER NOT NULL CHECK (working_time IN (0, 1)),
  used INTEGER NOT NULL CHECK (used >= 0),
  reroutes INTEGER NOT NULL CHECK (reroutes IN (0, 1)),
  warned_at INTEGER,
  breached_at INTEGER,
  ended_at INTEGER,
  ending TEXT CHECK (ending = 'met' OR ending = 'missed' OR ending = 'void'),
  CHECK ((ended_at IS NULL) = (ending IS NULL)),
  CHECK (lead IS NOT NULL OR escalation IS NOT NULL)
) STRICT;
CREATE INDEX clock_lead ON clock (lead) WHERE lead IS NOT NULL;
CREATE INDEX clock_escalation ON clock (escalation) WHERE escalation IS NOT NULL;
-- Not generated columns: VACUUM INTO of SQLite 3.40 cannot copy a table that has them.
CREATE INDEX clock_running ON clock (due_at) WHERE ended_at IS NULL;
-- All that attainment asks of the many clocks that have ended.
CREATE INDEX clock_ended ON clock (due_at, kind, owner, queue, ending)
  WHERE ended_at IS NOT NULL;
-- When something has to be done for a clock next: warn, then tell of the breach, then nothing.
CREATE INDEX clock_next ON clock
  (CASE WHEN warned_at IS NULL THEN min(warn_at, due_at) ELSE due_at END)
  WHERE ended_at IS NULL AND breached_at IS NULL;
CREATE INDEX clock_queue ON clock (queue, due_at) WHERE kind = 'queue' AND ended_at IS NULL;
CREATE TABLE away (
  id INTEGER PRIMARY KEY,
  rep TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  until_at INTEGER,
  delegate TEXT,
  code TEXT NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE UNIQUE INDEX away_now ON away (rep) WHERE ended_at IS NULL;

CREATE TABLE ruleset (
  version INTEGER PRIMARY KEY CHECK (version >= 1),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  document BLOB NOT NULL,
  source TEXT NOT NULL,
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER ruleset_fixed BEFORE UPDATE ON ruleset BEGIN
  SELECT RAISE(ABORT, 'a published rule set is never changed');
END;
CREATE TRIGGER ruleset_kept BEFORE DELETE ON ruleset BEGIN
  SELECT RAISE(ABORT, 'a published rule set is never deleted');
END;

CREATE TABLE dataset (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind = 'roster' OR kind = 'accounts' OR kind = 'opportunities' OR kind = 'contacts' OR kind = 'ip_country'),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  row_count INTEGER NOT NULL CHECK (row_count >= 0),
  at INTEGER NOT NULL,
  current INTEGER NOT NULL CHECK (current IN (0, 1)),
  content BLOB,
  CHECK (content IS NOT NULL OR (current = 0 AND kind <> 'roster'))
) STRICT;
CREATE UNIQUE INDEX dataset_hash ON dataset (kind, hash);
CREATE UNIQUE INDEX dataset_current ON dataset (kind) WHERE current = 1;

CREATE TABLE presence_count (
  rep TEXT NOT NULL,
  week INTEGER NOT NULL,
  cell INTEGER NOT NULL CHECK (cell BETWEEN 0 AND 167),
  count INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (rep, week, cell)
) STRICT, WITHOUT ROWID;

CREATE TABLE mark (
  name TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE request (
  key TEXT PRIMARY KEY,
  first_seq INTEGER,
  last_seq INTEGER,
  CHECK ((first_seq IS NULL) = (last_seq IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE log_entry (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  prev BLOB NOT NULL CHECK (length(prev) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  actor TEXT NOT NULL CHECK (actor <> ''),
  role TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (instr(kind, '.') > 1),
  subject TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;
CREATE INDEX log_entry_subject ON log_entry (subject);
CREATE TRIGGER log_entry_dense BEFORE INSERT ON log_entry BEGIN
  -- Two scalar queries: a joined one would open a table in memory for each entry.
  SELECT RAISE(ABORT, 'log_entry.seq is not the next')
    WHERE NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM log_entry);
  SELECT RAISE(ABORT, 'log_entry.prev is not the head')
    WHERE NEW.prev IS NOT
      COALESCE((SELECT hash FROM log_entry WHERE seq = NEW.seq - 1), zeroblob(32));
END;
CREATE TRIGGER log_entry_fixed BEFORE UPDATE ON log_entry BEGIN
  SELECT RAISE(ABORT, 'log_entry is never changed');
END;
CREATE TRIGGER log_entry_kept BEFORE DELETE ON log_entry BEGIN
  SELECT RAISE(ABORT, 'log_entry is never deleted');
END;

CREATE TABLE checkpoint (
  count INTEGER PRIMARY KEY CHECK (count >= 1),
  head BLOB NOT NULL CHECK (length(head) = 32),
  at INTEGER NOT NULL,
  key TEXT NOT NULL,
  signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;
CREATE TRIGGER checkpoint_fixed BEFORE UPDATE ON checkpoint BEGIN
  SELECT RAISE(ABORT, 'a checkpoint is never changed');
END;
CREATE TRIGGER checkpoint_kept BEFORE DELETE ON checkpoint BEGIN
  SELECT RAISE(ABORT, 'a checkpoint is never deleted');
END;
