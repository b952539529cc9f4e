import Foundation

/// Small lists and values as the JSON text in which they are stored.
enum JSONText {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func value<T: Decodable>(_ json: [UInt8]) throws -> T {
    do {
      return try JSONDecoder().decode(T.self, from: Data(json))
    } catch { throw StoreProblem.unreadable("a list that is not the JSON of one") }
  }
}
