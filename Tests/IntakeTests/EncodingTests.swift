import LeadModel
import Testing

@testable import Intake

@Suite struct EncodingTests {
  private let text = "id,city\n1,Köln\n2,Łódź\n3,😀\n"

  @Test func utf16InBothOrdersReadsLikeUTF8() throws {
    let expected = try read(text).batch.values(.city)
    #expect(expected == ["Köln", "Łódź", "😀"])
    for bigEndian in [false, true] {
      let (shape, batch) = try read(utf16(text, bigEndian: bigEndian))
      #expect(batch.values(.city) == expected)
      #expect(shape.encoding == (bigEndian ? .utf16BigEndian : .utf16LittleEndian))
      let pieces = try readInPieces(utf16(text, bigEndian: bigEndian), "a.csv", of: 3)
      #expect(pieces.records == batch.records)
    }
  }

  @Test func aUTF8MarkIsNoPartOfTheFirstName() throws {
    let batch = try read([0xEF, 0xBB, 0xBF] + Array(text.utf8)).batch
    #expect(batch.values(.id) == ["1", "2", "3"])
    let object = try read([0xEF, 0xBB, 0xBF] + Array("{\"id\":\"1\"}".utf8), "a.json").batch
    #expect(object.values(.id) == ["1"])
  }

  @Test func latinBytesAreWindows1252WithAWarning() throws {
    let bytes = Array("id,city\n1,K".utf8) + [0xF6] + Array("ln\n2,".utf8) + [0x80, 0x99, 10]
    let (shape, batch) = try read(bytes)
    #expect(shape.encoding == .windows1252)
    #expect(batch.values(.city) == ["Köln", "€™"])
    #expect(batch.findings.map(\.severity) == [.warning])
  }

  @Test func aHeaderMayBeWindows1252Too() throws {
    let bytes = Array("id,stra".utf8) + [0xDF] + Array("e\n1,x\n".utf8)
    let batch = try read(bytes).batch
    #expect(batch.records.first?.extra == [ExtraField(name: "straße", value: "x")])
  }

  @Test func undefinedBytesOfWindows1252RejectTheRow() throws {
    let bytes = Array("id,city\n1,".utf8) + [0xF6, 10] + Array("2,".utf8) + [0x81, 10]
    let batch = try read(bytes).batch
    #expect(batch.values(.id) == ["1"])
    #expect(batch.rejections.count == 1)
  }

  /// One well-formed sequence anywhere makes it UTF-8 with damaged rows.
  @Test func oneMultibyteSequenceDecidesForUTF8() throws {
    let bytes = Array("id,city\n1,".utf8) + [0xF6] + Array("\n2,é\n".utf8)
    let (shape, batch) = try read(bytes)
    #expect(shape.encoding == .utf8)
    #expect(batch.values(.id) == ["2"])
    #expect(batch.rejections == ["2: byte 3 of the row (0xF6) is not valid UTF-8"])
  }

  @Test func aLoneSurrogateRejectsItsRow() throws {
    var bytes = utf16("id,city\n1,a\n2,X\n3,b\n")
    let place = bytes.firstIndex(of: UInt8(ascii: "X"))
    bytes.replaceSubrange((place ?? 0)..<((place ?? 0) + 2), with: [0x00, 0xD8])
    let batch = try read(bytes).batch
    #expect(batch.values(.id) == ["1", "3"])
    #expect(batch.rejections.map { $0.prefix(2) } == ["3:"])
  }

  @Test func halfAUnitAtTheEndRejectsTheLastRow() throws {
    let batch = try read(utf16("id,city\n1,a\n2,b") + [0x41]).batch
    #expect(batch.values(.id) == ["1"])
    #expect(batch.rejections.count == 1)
  }

  @Test(
    arguments: [
      ([0xC3, 0xA9], nil), ([0xE2, 0x82, 0xAC], nil), ([0xF0, 0x9F, 0x98, 0x80], nil),
      ([0x41, 0xC0, 0x80], 1), ([0xE0, 0x80, 0x80], 0), ([0xED, 0xA0, 0x80], 0),
      ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF8, 0x88], 0), ([0x80], 0), ([0x41, 0xC3], 1),
      ([0xF0, 0x9F, 0x98], 0),
    ] as [([UInt8], Int?)])
  func utf8IsCheckedAsRFC3629Says(bytes: [UInt8], firstBad: Int?) {
    #expect(bytes.withUnsafeBufferPointer { UTF8Scan.firstInvalid($0) } == firstBad)
    let isValid = String(validating: bytes, as: UTF8.self) != nil
    #expect(isValid == (firstBad == nil))
  }

  @Test(arguments: 1...6) func detectionDoesNotDependOnThePieces(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let alphabet: [UInt8] = [0x41, 0x41, 0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0x98, 0xFF]
    for _ in 0..<300 {
      let bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      var whole = EncodingDetector()
      bytes.withUnsafeBufferPointer { whole.feed($0) }
      whole.finish()
      var pieces = EncodingDetector()
      let size = Int.random(in: 1...5, using: &random)
      for start in stride(from: 0, to: bytes.count, by: size) {
        Array(bytes[start..<min(start + size, bytes.count)])
          .withUnsafeBufferPointer { pieces.feed($0) }
      }
      pieces.finish()
      #expect(whole.encoding == pieces.encoding, "\(bytes) by \(size)")
    }
  }
}
