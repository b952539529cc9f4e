import DeskRules
import LeadModel

extension Company {
  /// Everything about one lead, with the decision that the sketch of the design tells.
  func detail(of number: LeadNumber) -> LeadDetail? {
    guard let row = leads.first(where: { $0.number == number }) else { return nil }
    let entry = LogRow(
      seq: 41_188, at: row.receivedAt, actor: "host", role: "system", kind: .leadAssigned,
      subject: row.publicID, payload: "{\"engine\":1,\"ruleset\":7,\"decision\":\(Self.decision)}",
      hash: String(repeating: "4be1", count: 16))
    let received = LogRow(
      seq: 41_187, at: row.receivedAt, actor: "drop", role: "system", kind: .leadReceived,
      subject: row.publicID, payload: "{}", hash: String(repeating: "07ca", count: 16))
    return LeadDetail(
      row: row,
      fields: [
        FieldValue(field: .id, value: row.publicID), FieldValue(field: .source, value: "web"),
        FieldValue(field: .firstName, value: "Greta"), FieldValue(field: .lastName, value: "Weiß"),
        FieldValue(field: .email, value: "greta.weiss@nordwind.example"),
        FieldValue(field: .company, value: row.facts.company ?? "–"),
        FieldValue(field: .country, value: "Deutschland"),
        FieldValue(field: .products, value: "analytics"),
        FieldValue(field: .employees, value: "850"),
        FieldValue(
          field: .message,
          value: "We compare three vendors for our reporting and would like a call this week, "
            + "best before Thursday noon."),
      ],
      extra: [ExtraField(name: "utm_term", value: "lead routing")], personalWithheld: false,
      entries: [received, entry],
      history: [
        PlaceRow(
          owner: row.owner, queue: row.queue, from: row.receivedAt, to: nil, route: row.route)
      ],
      activities: [
        ActivityRow(
          kind: "note", at: row.receivedAt + 2 * 60_000, actor: "crm", channel: "mail", auto: true)
      ],
      clocks: clocks.filter { $0.lead == number },
      escalations: escalations.filter { $0.lead == number },
      related: leads.filter { $0.duplicateOf == number }, suggested: suggested)
  }

  static let decision = """
    {"lead":"L-4127","source":"web","at":"2026-03-02T09:14:51.000Z","outcome":"assigned",
     "owner":"ana.silva","queue":null,"duplicate_of":null,"route":"coverage","dimension":7,
     "reason":null,"contingent":true,"flags":["returning"],"ruleset":7,"roster":"9f2c",
     "lead_fields":{"country":{"value":"DE","from":"given"},
      "language":{"value":"de","from":"default:DE"},"region":{"value":"EMEA","from":"given"},
      "account":{"value":null,"from":null},"segment":{"value":"mid_market","from":"given"},
      "product":{"value":"analytics","from":"given"}},
     "steps":[
      {"step":"duplicate","result":"passed","path":"primary",
       "why":"no open lead with this address within 90 days"},
      {"step":"account","result":"skipped","path":"primary","why":"no account lists nordwind.example"},
      {"step":"named_account","dimension":1,"result":"skipped","path":"primary"},
      {"step":"open_opportunity","dimension":2,"result":"skipped","path":"primary"},
      {"step":"coverage","dimension":3,"result":"narrowed","path":"secondary","in":212,"out":7,
       "fields":{"country":"DE","language":"de"},"why":"7 of 212 active reps cover DE in de"},
      {"step":"product","dimension":4,"result":"narrowed","path":"primary","in":7,"out":5,
       "fields":{"product":"analytics"},"why":"5 of 7 are aligned with analytics"},
      {"step":"segment","dimension":5,"result":"narrowed","path":"primary","in":5,"out":3,
       "fields":{"employees":"850","segment":"mid_market"},"why":"3 of 5 are in pool mm"},
      {"step":"capacity","dimension":6,"result":"narrowed","path":"primary","in":3,"out":2,
       "ranked":[
        {"rep":"ana.silva","load":4,"capacity":20,"week":11,"last":"2026-03-01T16:02:00.000Z"},
        {"rep":"max.ott","load":9,"capacity":20,"week":8,"last":null}],
       "removed":[{"rep":"jo.kern","why":"at_capacity","load":20,"capacity":20}]},
      {"step":"coverage_hours","dimension":7,"result":"assigned","path":"primary","in":2,"out":2,
       "why":"Ana Silva is first in rank and on shift"}],
     "sentence":"Assigned to Ana Silva: she covers Germany in German for Analytics in mid-market, \
    holds 4 of 20 leads, the lowest share of the 2 reps on shift."}
    """

  static let whyNot = WhyNotAnswer(
    lead: "#4127", rep: "jo.kern", step: .capacity,
    why: "Jo Kern left at capacity: all 20 places were taken when the lead came in.",
    values: ["load": "20", "capacity": "20"],
    needed: "a load below 20, or a higher capacity")
}
