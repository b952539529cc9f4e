import DeskRules
import Foundation
import LeadModel
import RoutingEngine

/// Log entries as lines: JSON for programs, a story for people.
enum LogText {
  /// Every column, the payload as an object; `prev` where the entry before is at hand.
  static func json(_ row: LogRow, prev: String? = nil) -> String {
    var out = Payload()
    out.put("seq", row.seq)
    out.put("at", row.at)
    out.put("actor", row.actor)
    out.put("role", row.role)
    out.put("kind", row.kind.rawValue)
    out.put("subject", row.subject)
    out.put("payload", json: Array(row.payload.utf8))
    if let prev { out.put("prev", prev) }
    out.put("hash", row.hash)
    return String(decoding: out.bytes, as: UTF8.self)
  }

  /// One entry as `explain` tells it: a decision with its trace, an act in a line.
  static func story(_ row: LogRow) -> String {
    let head = "\(row.at)  \(row.kind.rawValue)  by \(row.actor)"
    if row.kind.isDecision, let decision = decision(in: row) {
      return head + "\n" + DecisionText.render(decision)
    }
    return head + "  " + facts(row.payload)
  }

  /// The decision in an entry's payload.
  static func decision(in row: LogRow) -> Decision? {
    struct Holder: Decodable { let decision: Decision }
    return try? JSONDecoder().decode(Holder.self, from: Data(row.payload.utf8)).decision
  }

  /// The plain values of a payload, in a line.
  static func facts(_ payload: String) -> String {
    guard
      let object = try? JSONSerialization.jsonObject(with: Data(payload.utf8)) as? [String: Any]
    else { return payload }
    return object.sorted { $0.key < $1.key }.compactMap { key, value in
      switch value {
      case let text as String: "\(key) \(text)"
      case let number as NSNumber where isFlag(number): "\(key) \(number != 0 ? "yes" : "no")"
      case let number as NSNumber: "\(key) \(number)"
      default: nil
      }
    }.joined(separator: ", ")
  }

  /// JSON's `true` and `false` arrive as numbers of the type `char`.
  private static func isFlag(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c"
  }
}
