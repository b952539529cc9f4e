import Foundation
import LeadModel

/// The fields of a lead as the JSON in which they are stored.
enum FieldText {
  /// An object in the order of the columns: `{"company":"ACME","score":"12"}`.
  static func object(_ fields: [LeadField: String]) -> [UInt8] {
    var json: [UInt8] = [UInt8(ascii: "{")]
    json.reserveCapacity(256)
    let ordered = fields.map { (index: $0.key.index, field: $0.key, value: $0.value) }
      .sorted { $0.index < $1.index }
    for (_, field, value) in ordered {
      if json.count > 1 { json.append(UInt8(ascii: ",")) }
      string(field.rawValue, to: &json)
      json.append(UInt8(ascii: ":"))
      string(value, to: &json)
    }
    json.append(UInt8(ascii: "}"))
    return json
  }

  /// An array of objects: `[{"name":"utm_term","value":"crm"}]`.
  static func array(_ extra: [ExtraField]) -> [UInt8] {
    var json: [UInt8] = [UInt8(ascii: "[")]
    for field in extra {
      json.append(contentsOf: (json.count > 1 ? ",{\"name\":" : "{\"name\":").utf8)
      string(field.name, to: &json)
      json.append(contentsOf: ",\"value\":".utf8)
      string(field.value, to: &json)
      json.append(UInt8(ascii: "}"))
    }
    json.append(UInt8(ascii: "]"))
    return json
  }

  /// Reads what ``object(_:)`` writes, in the order of the columns. Fields that a newer release
  /// knows are left out.
  static func fields(_ json: [UInt8]) throws -> [FieldValue] {
    if let fields = json.withUnsafeBytes({ FieldScanner($0).fields() }) { return fields }
    let values = try decode([String: String].self, json)
    return values.compactMap { name, value in
      LeadField(rawValue: name).map { FieldValue(field: $0, value: value) }
    }.sorted { $0.field.index < $1.field.index }
  }

  /// Reads what ``array(_:)`` writes.
  static func extra(_ json: [UInt8]) throws -> [ExtraField] { try decode([ExtraField].self, json) }

  private static func decode<T: Decodable>(_ type: T.Type, _ json: [UInt8]) throws -> T {
    do {
      return try JSONDecoder().decode(type, from: Data(json))
    } catch { throw StoreProblem.unreadable("fields that are no JSON of text") }
  }

  private static func string(_ text: String, to json: inout [UInt8]) {
    json.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        json.append(UInt8(ascii: "\\"))
        json.append(byte)
      case 0..<32:
        json.append(contentsOf: "\\u00".utf8)
        json.append(hex(byte >> 4))
        json.append(hex(byte & 15))
      default: json.append(byte)
      }
    }
    json.append(UInt8(ascii: "\""))
  }

  private static func hex(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
}

/// The flags of a decision as stored: names with a space between, so that a new flag moves no
/// other.
enum FlagText {
  static func text(_ flags: FlagSet) -> String {
    flags.isEmpty ? "" : flags.map(\.rawValue).joined(separator: " ")
  }
  static func flags(_ text: String) -> FlagSet {
    text.isEmpty
      ? [] : FlagSet(text.split(separator: " ").compactMap { Flag(rawValue: String($0)) })
  }
}
