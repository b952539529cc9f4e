import Foundation

/// What the payloads of the log hold of what happens to clocks.
extension YearHistory {
  struct Received: Decodable {
    var lead: String
    var submitted_at: String = ""
    enum CodingKeys: String, CodingKey { case lead, submitted_at }
    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      lead = try values.decode(String.self, forKey: .lead)
      submitted_at = try values.decodeIfPresent(String.self, forKey: .submitted_at) ?? ""
    }
  }

  struct Decided: Decodable {
    struct Value: Decodable { var value: String? }
    struct Fields: Decodable { var region, segment: Value? }
    struct Decision: Decodable {
      var outcome: String
      var owner, queue, route, reason, duplicate_of: String?
      var lead_fields: Fields
    }
    var decision: Decision
  }

  struct Moved: Decodable { var to: String? }
  struct Activity: Decodable {
    var at: String
    var kind, code, actor: String?
    var auto: Bool?
  }
  struct Away: Decodable {
    var rep: String
    var until: String?
  }
  struct ClockEntry: Decodable {
    var clock, due: String
    var owner, queue: String?
    var late_arrival: Bool?
  }
}
