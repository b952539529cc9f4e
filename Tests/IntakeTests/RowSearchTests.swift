import LeadModel
import Testing

@testable import Intake

/// The file without the rows that were found, read in pieces of a size.
private func without(
  _ id: String, _ bytes: [UInt8], name: String, pieces: Int
) throws -> (rows: Int, left: String) {
  let search = RowSearch(
    RowSearch.Wanted(
      record: { $0[.id] == id }, text: { $0.contains(id) }),
    map: .builtIn, limits: IntakeLimits())
  let found = try search.search(name: name) { body in
    var rest = bytes[...]
    while !rest.isEmpty {
      try Array(rest.prefix(pieces)).withUnsafeBytes { try body($0) }
      rest = rest.dropFirst(pieces)
    }
  }
  var left = bytes
  for cut in found.cuts.reversed() {
    left.removeSubrange(Int(cut.lowerBound)..<Int(cut.upperBound))
  }
  return (found.rows, String(decoding: left, as: UTF8.self))
}

@Suite struct RowSearchTests {
  @Test(arguments: [1, 2, 7, 64, 1 << 20]) func rowsOfATableInPieces(pieces: Int) throws {
    let header = "id,company,message\r\n"
    let rows = (1...40).map { number in
      let text = number.isMultiple(of: 3) ? "\"two\r\nlines, \"\"\(number)\"\"\"" : "plain"
      return "L-\(number % 5),Cö \(number),\(text)\r\n"
    }
    let text = header + rows.joined()
    for id in 0..<5 {
      let (count, left) = try without("L-\(id)", Array(text.utf8), name: "a.csv", pieces: pieces)
      #expect(count == 8)
      #expect(left == header + rows.filter { !$0.hasPrefix("L-\(id),") }.joined())
    }
  }

  @Test(arguments: [1, 3, 1 << 20]) func elementsOfAListInPieces(pieces: Int) throws {
    // Every way in which elements at the start, in the middle and at the end may go together.
    for pattern in 0..<32 {
      let isWanted = (0..<5).map { pattern >> $0 & 1 == 1 }
      let all = isWanted.enumerated().map { "{\"id\":\"\($1 ? "X" : "L-\($0)")\",\"name\":\"n\"}" }
      let kept = zip(all, isWanted).filter { !$1 }.map(\.0)
      let (count, left) = try without(
        "X", Array(("[" + all.joined(separator: ",") + "]").utf8), name: "a.json", pieces: pieces)
      #expect(count == isWanted.count { $0 })
      #expect(left == "[" + kept.joined(separator: ",") + "]", "\(pattern)")
    }
  }

  @Test func anyTableIsSearchedByItsText() throws {
    let text = "line,reason,row_text\n3,bad,\"{\"\"id\"\":\"\"X\"\"}\"\n4,bad,other\n"
    let (count, left) = try without("X", Array(text.utf8), name: "a.rows.csv", pieces: 5)
    #expect(count == 1)
    #expect(left == "line,reason,row_text\n4,bad,other\n")
  }

  @Test func aRowThatCannotBeSplitGoesByItsText() throws {
    let text = "id,company\nL-1,\"open\nX,Y\nL-2,Z,too,many,X\nL-3,W\n"
    let (count, left) = try without("X", Array(text.utf8), name: "a.csv", pieces: 4)
    #expect(count == 2)
    #expect(left == "id,company\nL-1,\"open\nL-3,W\n")
  }

  @Test func aMarkStays() throws {
    let text = "\u{FEFF}id,company\nX,Y\nL-3,W\n"
    let (count, left) = try without("X", Array(text.utf8), name: "a.csv", pieces: 4)
    #expect(count == 1)
    #expect(Array(left.utf8) == Array("\u{FEFF}id,company\nL-3,W\n".utf8))
  }

  @Test func whatIsNoTableIsRefused() {
    #expect(throws: FileRefusal.self) {
      _ = try without("X", [0x1F, 0x8B, 8, 0, 88], name: "a.csv", pieces: 4)
    }
  }
}
