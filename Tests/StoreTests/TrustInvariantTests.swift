import LeadModel
import Testing

@testable import Store

/// Each rule about trust is shown to bite: a store that breaks it is told.
@Suite struct TrustInvariantTests {
  private static let unlock = """
    DROP TRIGGER log_entry_fixed; DROP TRIGGER log_entry_kept; DROP TRIGGER ruleset_fixed;
    """

  @Test(arguments: [
    (
      """
      INSERT INTO exception SELECT 9, kind, rep, account, domain, campaign, value, code, reason,
        refs, owner_role, effective_at, sunset_at, wanted_sunset_at, NULL, 'requested', 'x', 0,
        NULL, NULL, NULL, NULL, secret FROM exception WHERE number = 1
      """, "every exception has its log entry"
    ),
    (
      "\(unlock) UPDATE log_entry SET subject = 'exception/77' WHERE subject = 'exception/1'",
      "every exception has its log entry"
    ),
    (
      "UPDATE exception SET status = 'revoked' WHERE number = 1",
      "decided about an exception stands in the log"
    ),
    (
      "UPDATE exception SET signed_off_at = 5 WHERE number = 1",
      "decided about an exception stands in the log"
    ),
    ("DELETE FROM approval WHERE kind = 'exception'", "signed, by somebody"),
    (
      "INSERT INTO approval VALUES (99, 'exception', 1, 'lou', 0)", "every vote stands in the log"
    ),
    ("INSERT INTO approval VALUES (99, 'change', 1, 'lou', 0)", "every vote stands in the log"),
    (
      "INSERT INTO approval VALUES (99, 'sign_off', 1, 'lou', 0)", "every vote stands in the log"
    ),
    ("UPDATE exception SET renews = 2 WHERE number = 2", "a renewal follows"),
    (
      "\(unlock) UPDATE log_entry SET subject = 'x' WHERE subject = 'change/1'",
      "every change request of a person"
    ),
    (
      "\(unlock) UPDATE log_entry SET subject = 'change/7' WHERE subject = 'change/1'",
      "every change request of a person"
    ),
    ("UPDATE change_request SET version = 1 WHERE number = 1", "name each other"),
    ("\(unlock) UPDATE ruleset SET request = 2 WHERE version = 1", "name each other"),
    (
      "\(unlock) UPDATE log_entry SET subject = 'x' WHERE subject = 'rules/2'",
      "every rule set has its log entry"
    ),
    (
      "UPDATE lead SET fields = '{\"id\":\"L-1\",\"phone\":\"030\"}' WHERE number = 1",
      "lies with the person alone"
    ),
    ("DELETE FROM person WHERE lead = 1", "until that is erased"),
    ("INSERT INTO outbox_file VALUES (1, 'a', 1, 3, 1, 0), (2, 'b', 3, 4, 1, 0)", "cover the log"),
    ("INSERT INTO outbox_file VALUES (1, 'a', 1, 999, 1, 0)", "cover the log"),
    (
      "INSERT INTO notification VALUES (1, '[]', 'assigned', '{}', 0, 1, 0, 1, 'delivered', NULL)",
      "what was told is not kept"
    ),
    ("DROP INDEX approval_once", "those of this release"),
    ("CREATE TABLE mine (x)", "those of this release"),
  ])
  func eachRuleBites(sql: String, rule: String) throws {
    let store = try Store.inMemory()
    var maker = Maker()
    try store.checked(
      maker.lead(), Council.publish(1), Council.exception(1),
      Council.approve(1, by: "kim", decides: true), Council.exception(2), Council.request(1),
      Council.approveChange(1, by: "kim"), Council.publish(2, request: 1))
    try store.raw(sql)
    let found = try store.violations()
    #expect(found.contains { $0.rule.contains(rule) }, "\(found)")
  }
}
