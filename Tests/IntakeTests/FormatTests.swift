import LeadModel
import Testing

@testable import Intake

@Suite struct FormatTests {
  @Test(arguments: [
    ("a.csv", FileFormat.csv), ("A.CSV", .csv), ("x.tar.tsv", .tsv), ("a.json", .json),
    ("a.ndjson", .ndjson), ("a.JSONL", .ndjson),
  ]) func extensionsTellTheFormat(name: String, format: FileFormat) {
    #expect(FileFormat(fileName: name) == format)
  }

  @Test(arguments: ["a", "csv", "a.xlsx", "a.csv.gz", "a.", ""])
  func otherExtensionsAreNone(name: String) {
    #expect(FileFormat(fileName: name) == nil)
  }

  @Test(
    arguments: [
      ([0x1F, 0x8B, 8, 0], "gzip-compressed"), ([0x50, 0x4B, 3, 4, 20, 0], "zip archive"),
      (Array("PK\u{3}\u{4}....[Content_Types].xml".utf8), "Excel workbook"),
      (Array("%PDF-1.7".utf8), "PDF"), ([0x7F, 0x45, 0x4C, 0x46, 2], "program (ELF)"),
      ([0x28, 0xB5, 0x2F, 0xFD], "Zstandard"), ([0x42, 0x5A, 0x68, 0x39], "bzip2"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "xz"), (Array("SQLite format 3\0".utf8), "SQLite"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "old Excel"),
      (Array("\n<!DOCTYPE html><html>".utf8), "HTML page"), (Array("<?xml version".utf8), "XML"),
      ([0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0], "UTF-32"),
      (
        Array("id,email\n1,a@b.c\n".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
        "UTF-16 text without a byte order mark"
      ),
    ] as [([UInt8], String)])
  func otherFormatsAreRefusedInWords(bytes: [UInt8], words: String) {
    for name in ["a.csv", "a.json", "a.ndjson", "a.unknown"] {
      let reason = refusal(bytes, name)
      #expect(reason?.contains(words) == true, "\(reason ?? "accepted")")
    }
  }

  @Test func aTarArchiveIsRecognisedByItsFarMark() {
    let bytes = [UInt8](repeating: 0x61, count: 257) + Array("ustar\0".utf8)
    #expect(refusal(bytes)?.contains("tar archive") == true)
  }

  @Test(arguments: [
    ("{\"id\":\"1\"}\n{\"id\":\"2\"}\n", "a.csv", "NDJSON"),
    ("[{\"id\":\"1\"}]", "a.csv", "JSON"),
    ("{\n \"leads\": [\n {\"id\":\"1\"}]}", "a.tsv", "JSON"),
    ("id,email\n1,a@b.c\n", "a.json", "CSV"),
    ("id;email\n1;a@b.c\n", "a.ndjson", "CSV"),
    ("[{\"id\":\"1\"}]", "a.ndjson", "JSON"),
    ("{\n  \"id\": \"1\"\n}\n", "a.jsonl", "JSON"),
    ("{\"leads\": [{\"id\":\"1\"}]}", "a.ndjson", "JSON"),
    ("{\"id\":\"1\"}\n{\"id\":\"2\"}\n", "a.json", "NDJSON"),
  ]) func aWrongExtensionIsRefusedWithTheGuess(text: String, name: String, guess: String) {
    let reason = refusal(text, name)
    #expect(reason?.contains("looks like \(guess): rename it") == true, "\(reason ?? "accepted")")
  }

  @Test(arguments: ["", "\n", "\r\n \n", "\u{FEFF}", "\u{FEFF}\n"])
  func nothingIsRefusedAsEmpty(text: String) {
    for name in ["a.csv", "a.tsv", "a.json", "a.ndjson"] {
      #expect(refusal(text, name)?.contains("the file is empty") == true)
    }
  }

  @Test func aHeaderAloneIsAFileWithoutRows() throws {
    #expect(try read("id,email").batch.records.isEmpty)
    #expect(try read("id,email\r\n").batch.findings.isEmpty)
    #expect(try read("[]", "a.json").batch.records.isEmpty)
    #expect(try read("{\"leads\":[]}", "a.json").batch.records.isEmpty)
  }

  @Test func aHeaderThatSaysNothingIsRefused() {
    #expect(refusal("foo,bar\n1,2\n")?.contains("no column is known as an id") == true)
    #expect(refusal("foo,bar\n1,2\n")?.contains("\"foo\", \"bar\"") == true)
    // Country and city are known, but nobody is named by them.
    #expect(refusal("country,city\nDE,Ulm\n") != nil)
    #expect(refusal("1,a@b.c\n2,b@c.d\n") != nil)
  }

  @Test func limitsRefuseTheFile() {
    let limits = IntakeLimits(fileBytes: 100, recordBytes: 40, columns: 3)
    let long = String(repeating: "x", count: 41)
    #expect(refusal("id\n" + String(repeating: "1\n", count: 60), limits: limits) != nil)
    #expect(refusal("id\n1\n\(long)\n2\n", limits: limits)?.contains("40 bytes") == true)
    #expect(refusal("id,a,b,c\n", limits: limits)?.contains("3 columns") == true)
    #expect(refusal("{\"id\":\"\(long)\"}\n", "a.ndjson", limits: limits) != nil)
    #expect(refusal("[{\"id\":\"\(long)\"}]", "a.json", limits: limits) != nil)
    #expect(refusal("id,a,b\n1,2,3\n", limits: limits) == nil)
  }
}
