import Foundation

@testable import Intake

/// What holds for the reader of JSON objects.
enum JSONLaws {
  static func object(_ bytes: [UInt8]) throws(BrokenLaw) {
    guard let members = read(bytes) else { return }
    for member in members { try check(member) }
    // The other reader has no numbers beyond its own and other limits of depth.
    let hasLongNumber = bytes.split { !(48...57).contains($0) }.contains { $0.count > 15 }
    if hasLongNumber || bytes.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) { return }
    guard let other = try? JSONSerialization.jsonObject(with: Data(bytes)),
      let object = other as? [String: Any]
    else { throw BrokenLaw("an object that another reader refuses") }
    // That reader takes orders of combining marks for one key.
    try law(
      Set(members.map(\.key)) == Set(object.keys), "another reader finds keys \(object.keys)")
    for member in members {
      if case .text(let value) = member.value, let same = object[member.key] as? String {
        try law(value.unicodeScalars.elementsEqual(same.unicodeScalars), "another text")
      }
    }
  }

  private static func read(_ bytes: [UInt8]) -> [JSONMember]? {
    bytes.withUnsafeBufferPointer { bytes in
      try? JSONText.object(bytes, limits: IntakeLimits(columns: 4096))
    }
  }

  /// What is kept as written is a value in itself.
  private static func check(_ member: JSONMember) throws(BrokenLaw) {
    let source: String
    switch member.value {
    case .missing, .text: return
    case .list(_, let written), .nested(let written): source = written
    }
    let again = read(Array(#"{"":\#(source)}"#.utf8))
    try law(again?.first?.value == member.value, "a value as written reads otherwise: \(source)")
  }
}
