import Foundation
import Testing

@testable import Settings

@Suite("Where keys stand")
struct LocatorTests {
  /// `line:column` of the value at a path of keys and positions.
  private func place(_ text: String, _ path: [String]) throws -> String? {
    let document = try TOMLDocument(Array(text.utf8), file: "x.toml")
    var node = TOMLNode(value: .table(document.root), place: .start)
    for part in path {
      switch node.value {
      case .table(let entries):
        guard let entry = entries.first(where: { $0.key == part }) else { return nil }
        node = entry.node
      case .list(let items):
        guard let position = Int(part), items.indices.contains(position) else { return nil }
        node = items[position]
      default: return nil
      }
    }
    return "\(node.place.line):\(node.place.column)"
  }

  private static let text = #"""
    # a = 1
    a = "x # = y" # b = 2
    b.c . "d.e" = 5
    'q' = { r = 1, "s" = [ 2, { t = 3 } ] }
    long = """
    [no]
    a = "" \""" ""
    z""""   # two quotes belong to it
    raw = '''
    'k' = 1
    '''
    list = [ # comment ]
      "a,]", 'b',
      [ 1, 2 ], # nested
      1979-05-27 07:32:00,
      8.5,
    ]
    [one]
    x = 1
    [ two . "th ree" ]
    x = "ä" ; 
    [[many]]
    x = 1
    [many.inner]
    y = 1
    [[many]]
      x = 2
    [[many.deep]]
    y = 7
    [[many.deep]]
    y = 8
    """#.replacingOccurrences(of: " ; ", with: "")

  @Test(arguments: [
    ("a", "2:5"), ("b/c/d.e", "3:15"), ("q/r", "4:13"), ("q/s/0", "4:24"), ("q/s/1/t", "4:33"),
    ("long", "5:8"), ("raw", "9:7"), ("list/0", "13:3"), ("list/1", "13:10"), ("list/2/1", "14:8"),
    ("list/3", "15:3"), ("list/4", "16:3"), ("one", "18:2"), ("one/x", "19:5"),
    ("two/th ree", "20:9"), ("two/th ree/x", "21:5"), ("many/0/x", "23:5"),
    ("many/0/inner/y", "25:5"), ("many/1/x", "27:7"), ("many/1/deep/1/y", "31:5"),
  ])
  func places(_ path: String, _ expected: String) throws {
    let found = try place(Self.text, path.split(separator: "/").map(String.init))
    #expect(found == expected)
  }

  @Test("columns count characters, lines end with LF or CRLF")
  func columns() throws {
    #expect(try place("\u{FEFF}'ä€😀' = 1", ["ä€😀"]) == "1:9")
    #expect(try place("a = 1\r\n\r\nb = 2\r\n", ["b"]) == "3:5")
  }

  @Test("keys with escapes are found")
  func escapes() throws {
    #expect(try place(#""a\tb\u00e4\"" = 1"#, ["a\tbä\""]) == "1:18")
  }

  /// Pieces that mean something to the scanner, in orders that mean nothing.
  @Test("garbage ends without a trap", arguments: 0..<40)
  func garbage(_ seed: Int) {
    let pieces = [
      "[", "]", "[[", "]]", "{", "}", "\"", "\"\"\"", "'", "'''", "\\", "=", ".", ",", "#", "\n",
      "\r\n", " ", "a", "ä", "1", "\\u00", "\u{FEFF}",
    ]
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    var text = ""
    for _ in 0..<400 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      text += pieces[Int(state % UInt64(pieces.count))]
    }
    let locator = Locator(Array(text.utf8))
    #expect(locator.nodes.allSatisfy { $0.valueOffset <= text.utf8.count })
    _ = problems { try SiteFile(parsing: Array(text.utf8)) }
  }

  @Test("every beginning of a right file ends without a trap")
  func beginnings() {
    let bytes = Array(Example.northwind.utf8)
    for length in stride(from: 0, to: bytes.count, by: 7) {
      #expect(!Locator(Array(bytes.prefix(length))).nodes.isEmpty)
    }
  }
}
