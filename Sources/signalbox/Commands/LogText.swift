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

  /// One entry as `explain` gives it to programs: a decision by the same keys as `route` prints, followed by
  /// those of its entry; an act as its entry.
  static func explained(_ row: LogRow) -> String {
    guard row.kind.isDecision, let record = try? DecisionRecord(Array(row.payload.utf8)) else {
      return json(row)
    }
    var entry = Payload()
    entry.put("seq", row.seq)
    entry.put("actor", row.actor)
    entry.put("role", row.role)
    entry.put("kind", row.kind.rawValue)
    entry.put("subject", row.subject)
    entry.put("hash", row.hash)
    let decision = record.decision.dropLast() + [UInt8(ascii: ",")] + entry.bytes.dropFirst()
    return String(decoding: decision, as: UTF8.self)
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

  /// The values of a payload in a line: `code capacity, terms.capacity 30, terms.reps ana.silva jo.kern`.
  static func facts(_ payload: String) -> String {
    guard
      let object = try? JSONSerialization.jsonObject(with: Data(payload.utf8)) as? [String: Any]
    else { return payload }
    return facts(object, under: "").joined(separator: ", ")
  }

  private static func facts(_ object: [String: Any], under path: String) -> [String] {
    object.sorted { $0.key < $1.key }.flatMap { key, value -> [String] in
      if let inner = value as? [String: Any] { return facts(inner, under: path + key + ".") }
      return plain(value).map { ["\(path)\(key) \($0)"] } ?? []
    }
  }

  /// nil for what says nothing: an absent value, an empty list.
  private static func plain(_ value: Any) -> String? {
    switch value {
    case let text as String: text
    case let number as NSNumber where isFlag(number): number != 0 ? "yes" : "no"
    case let number as NSNumber: "\(number)"
    case let list as [Any] where !list.isEmpty:
      list.map { item in
        (item as? [String: Any]).map { "(\(facts($0, under: "").joined(separator: ", ")))" }
          ?? plain(item) ?? "–"
      }.joined(separator: " ")
    default: nil
    }
  }

  /// JSON's `true` and `false` arrive as numbers of the type `char`.
  private static func isFlag(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c"
  }
}
