import Testing

@testable import Store

@Suite struct ReportSearchTests {
  private func numbers(_ record: String) -> Set<Int64> {
    Array(record.utf8).withUnsafeBytes { Store.exceptions(in: $0) }
  }

  @Test func exceptionsAreFoundWhereverTheyActed() {
    #expect(numbers(#"{"steps":[]}"#) == [])
    #expect(numbers(#"{"exceptions":[{"number":3}],"fields":{"exception":"7"}}"#) == [7])
    #expect(
      numbers(#"{"a":1,"exception":"7,12"},{"exception":"7"},{"exception":"130"}"#) == [7, 12, 130])
    // Cut off in the middle.
    #expect(numbers(#"{"exception":"#) == [])
    // A value that looks like the key has its quotes escaped.
    #expect(numbers(#"{"why":"\"exception\":\"9\""}"#) == [])
  }

  @Test func theSearchFindsWhatASlowOneFinds() {
    for needle in ["ab", "aab", "abab", "b", #""pool":""#] {
      for text in ["", "b", "aaab", "aabaab", "ababababab", #"{"spool":"x","pool":"y"}"#] {
        let bytes = Array(text.utf8)
        let slow = bytes.indices.first { bytes[$0...].starts(with: needle.utf8) }
        let found = bytes.withUnsafeBytes { ByteSearch(needle).end(in: $0) }
        #expect(found == slow.map { $0 + needle.utf8.count }, "\(needle) in \(text)")
      }
    }
  }
}
