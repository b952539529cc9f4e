import LeadModel
import Testing

@testable import Store

/// Each rule is shown to bite: a store that breaks it is told.
@Suite struct InvariantTests {
  @Test(arguments: [
    ("UPDATE lead SET owner = 'bo' WHERE number = 1", "open period of its owner"),
    ("UPDATE owner_period SET to_at = from_at", "open period of its owner"),
    ("UPDATE lead SET queue = 'r' WHERE number = 2", "open stay of its queue"),
    ("INSERT INTO queue_stay VALUES (9, 1, 'q', 0, NULL, 'fallback')", "one place at most"),
    ("INSERT INTO owner_period VALUES (9, 3, 'ana', 0, NULL, 'coverage')", "one place at most"),
    ("UPDATE lead SET duplicate_of = NULL WHERE number = 3", "only a duplicate does"),
    ("UPDATE lead SET received_at = 0 WHERE number = 3", "order of receipt"),
    ("UPDATE lead SET state = 'closed' WHERE number = 1", "running owner and queue clocks"),
    ("UPDATE clock SET owner = 'bo' WHERE id = 2", "owner or queue of its lead"),
    ("UPDATE clock SET kind = 'owner' WHERE id = 1", "one running clock of each kind"),
    (
      "UPDATE clock SET ended_at = due_at + 1, ending = 'met' WHERE id = 1",
      "ended at or before due"
    ),
    ("INSERT INTO request VALUES ('k', 1, 99)", "point at entries of the log"),
    (
      """
      INSERT INTO intake_file (id, name, folder, work_name, bytes, uid, attempt, taken_at,
        finished_at, result, row_count) VALUES (1, 'a', 'leads', 'a', 1, 1, 1, 0, 0, 'accepted', 3)
      """, "add up"
    ),
    (
      """
      INSERT INTO escalation (number, lead, code, opened_by, opened_at) VALUES (1, 1, 'c', 'a', 0)
      """, "every escalation has its log entry"
    ),
    (
      "DROP TRIGGER log_entry_fixed; UPDATE log_entry SET subject = 'lead/77' WHERE seq = 2",
      "every log entry of a lead has its lead"
    ),
    (
      "DROP TRIGGER log_entry_fixed; UPDATE log_entry SET subject = 'x' WHERE seq < 3",
      "every lead has its log entry"
    ),
    ("DROP TRIGGER log_entry_kept; DELETE FROM log_entry WHERE seq = 2", "the log is whole"),
    (
      "PRAGMA foreign_keys = OFF; UPDATE clock SET lead = 55 WHERE id = 1",
      "references lead to rows"
    ),
  ])
  func eachRuleBites(sql: String, rule: String) throws {
    let store = try Store.inMemory()
    var maker = Maker()
    try store.checked(
      maker.lead(), maker.lead(queue: "q", minute: 1),
      maker.lead(state: .duplicate, duplicateOf: 1, minute: 2))
    try store.raw(sql)
    let found = try store.violations()
    #expect(found.contains { $0.rule.contains(rule) }, "\(found)")
  }
}
