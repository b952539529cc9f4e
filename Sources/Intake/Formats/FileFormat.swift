import LeadModel

/// The kinds of file that are read, by the end of their name.
public enum FileFormat: String, Sendable, CaseIterable {
  case csv, tsv, json, ndjson

  /// By the extension in any case; `.jsonl` is another name for `.ndjson`. nil for all others.
  public init?(fileName: String) {
    let name = fileName.utf8
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    switch String(fileName[name.index(after: dot)...]).lowercased() {
    case "csv": self = .csv
    case "tsv": self = .tsv
    case "json": self = .json
    case "ndjson", "jsonl": self = .ndjson
    default: return nil
    }
  }

  /// Whether rows of fields under a header, rather than objects.
  var isTable: Bool { self == .csv || self == .tsv }
}

/// What kinds of file there are besides those that are read, recognised by their first bytes.
enum FileSignature {
  /// How many bytes from the start of a file are enough.
  static let length = 512

  private static let prefixes: [(bytes: [UInt8], what: String)] = [
    ([0x1F, 0x8B], "a gzip-compressed file"),
    ([0x1F, 0x9D], "a compressed file (compress)"),
    (Array("BZh".utf8), "a bzip2-compressed file"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "an xz-compressed file"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard-compressed file"),
    ([0x04, 0x22, 0x4D, 0x18], "an LZ4-compressed file"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive"),
    (Array("Rar!".utf8) + [0x1A, 0x07], "a RAR archive"),
    (Array("%PDF-".utf8), "a PDF document"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program (ELF)"),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Excel or Word document"),
    (Array("SQLite format 3\0".utf8), "an SQLite database"),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "a PNG picture"),
    ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
    (Array("GIF8".utf8), "a GIF picture"),
    (Array("PAR1".utf8), "a Parquet file"),
    (Array("Obj".utf8) + [0x01], "an Avro file"),
    (Array("{\\rtf".utf8), "an RTF document"),
    (Array("-----BEGIN PGP".utf8), "an encrypted or signed message"),
    ([0xFF, 0xFE, 0x00, 0x00], "UTF-32 text"),
    ([0x00, 0x00, 0xFE, 0xFF], "UTF-32 text"),
  ]

  /// What the file is, with an article, and what to do; nil when nothing speaks against text.
  static func foreign(_ head: some Collection<UInt8>) -> (what: String, remedy: String)? {
    let bytes = Array(head.prefix(length))
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
    {
      return zip(bytes)
    }
    for (prefix, what) in prefixes where bytes.starts(with: prefix) {
      return (what, remedy(for: what))
    }
    if bytes.count >= 262, bytes[257..<262].elementsEqual("ustar".utf8) {
      return ("a tar archive", "unpack it and deliver the files in it")
    }
    if bytes.starts(with: "MZ".utf8), bytes.contains(0) {
      return ("a program (Windows)", "deliver CSV, TSV, JSON or NDJSON")
    }
    return markup(bytes) ?? wideTextWithoutMark(bytes)
  }

  private static func zip(_ bytes: [UInt8]) -> (what: String, remedy: String) {
    let text = String(decoding: bytes.map { $0 < 0x80 ? $0 : 0x2E }, as: UTF8.self)
    if text.contains("[Content_Types].xml") || text.contains("_rels/") || text.contains("xl/") {
      return ("an Excel workbook or another Office document", "save the sheet as CSV")
    }
    if text.contains("mimetypeapplication/vnd.oasis") {
      return ("an OpenDocument file", "save the sheet as CSV")
    }
    return ("a zip archive", "unpack it and deliver the files in it")
  }

  private static func remedy(for what: String) -> String {
    switch what {
    case "UTF-32 text": "save it as UTF-8"
    case "an old Excel or Word document": "save the sheet as CSV"
    case _ where what.contains("compressed") || what.contains("archive"):
      "compressed files are not accepted: unpack it first"
    default: "deliver CSV, TSV, JSON or NDJSON"
    }
  }

  /// Pages that a web server sends instead of an export.
  private static func markup(_ bytes: [UInt8]) -> (what: String, remedy: String)? {
    let start = bytes.drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 <= 0x20 }
    let text = String(decoding: start.prefix(16), as: UTF8.self).lowercased()
    if text.hasPrefix("<!doctype") || text.hasPrefix("<html") {
      return ("an HTML page", "an error page may have been saved instead of the export")
    }
    return text.hasPrefix("<?xml") ? ("an XML document", "deliver CSV, TSV, JSON or NDJSON") : nil
  }

  /// UTF-16 of Latin text has a zero in every other byte.
  private static func wideTextWithoutMark(_ bytes: [UInt8]) -> (what: String, remedy: String)? {
    guard bytes.count >= 8, !(bytes[0] == 0xFF && bytes[1] == 0xFE),
      !(bytes[0] == 0xFE && bytes[1] == 0xFF)
    else { return nil }
    let pairs = bytes.count / 2
    let even = (0..<pairs).count { bytes[2 * $0] == 0 && bytes[2 * $0 + 1] != 0 }
    let odd = (0..<pairs).count { bytes[2 * $0 + 1] == 0 && bytes[2 * $0] != 0 }
    guard even * 10 >= pairs * 8 || odd * 10 >= pairs * 8 else { return nil }
    return ("UTF-16 text without a byte order mark", "save it as UTF-8")
  }
}
