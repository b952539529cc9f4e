import Foundation
import LeadModel
import Testing

@testable import Store

/// Fields read without a tree in between are those that any reader of JSON finds.
@Suite struct FieldScannerTests {
  private func fields(_ json: String) -> [FieldValue]? {
    Array(json.utf8).withUnsafeBytes { FieldScanner($0).fields() }
  }

  @Test(arguments: [
    "", "x", "\"", "\\", "a\"b\\c\"", "Łukasz 王 🚀", "\u{1}\n\t", "tab\tand\u{7f}", "{}:,\"\"",
    String(repeating: "é\"", count: 500),
  ])
  func whatIsWrittenIsRead(_ text: String) throws {
    let written: [LeadField: String] = [.company: text, .email: "a@b.example", .message: text]
    let json = FieldText.object(written)
    let found = try FieldText.fields(json)
    #expect(found.count == 3)
    for value in found { #expect(written[value.field] == value.value) }
    #expect(found.map(\.field.index) == found.map(\.field.index).sorted())
    let decoded = try JSONDecoder().decode([String: String].self, from: Data(json))
    #expect(decoded["company"] == text)
  }

  @Test func whatOnlyANewerReleaseKnowsIsLeftOut() {
    #expect(fields(#"{"company":"A","zodiac":"x","message":"B"}"#)?.map(\.value) == ["A", "B"])
    #expect(fields("{}")?.isEmpty == true)
  }

  @Test(arguments: [
    #"{"company": "A"}"#, #"{"company":"A"} "#, #"{"company":"A","company":"B"}"#,
    #"{"message":"A","id":"B"}"#, #"{"company":"\u0041"}"#, #"{"company":1}"#, #"{"company":"A""#,
    #"{"company":"A",}"#, "", "{", "[]", #"{"company":"A\"#, #"{"company":"A\"}"#,
  ])
  func whatIsWrittenOtherwiseIsLeftToOthers(_ json: String) {
    #expect(fields(json) == nil)
  }

  @Test func otherJSONIsReadAllTheSame() throws {
    let json = "{ \"company\" : \"\\u0041\", \"id\":\"7\" }"
    let found = try FieldText.fields(Array(json.utf8))
    #expect(found.map(\.value).sorted() == ["7", "A"])
    #expect(throws: StoreProblem.self) { try FieldText.fields(Array(#"{"company":1}"#.utf8)) }
    // Bytes that are no text.
    #expect(throws: StoreProblem.self) {
      try FieldText.fields(Array(#"{"company":""#.utf8) + [0xFF] + Array(#""}"#.utf8))
    }
  }
}
