import LeadModel

// The next opening as records hold it.
extension NextOpening {
  /// None that was read yet.
  static var none: NextOpening {
    NextOpening(
      at: Instant(milliseconds: 0), rep: "", zone: "", localTime: "",
      localDate: LocalDate(daysSinceEpoch: 0))
  }

  /// Writes it as a JSON object.
  func write(to out: ByteWriter) {
    out.raw(#"{"at":"#)
    out.instant(at)
    out.member(#","rep":"#, rep.text)
    out.member(#","zone":"#, zone)
    out.member(#","time":"#, localTime)
    out.member(#","date":"#, localDate.description)
    out.raw("}")
  }

  /// Reads back what ``write(to:)`` wrote.
  init(_ cursor: inout JSONCursor) throws {
    self = .none
    try cursor.object { key, cursor in
      switch key {
      case "at": at = try cursor.instant()
      case "rep": rep = RepID(try cursor.string())
      case "zone": zone = try cursor.string()
      case "time": localTime = try cursor.string()
      case "date": localDate = try cursor.value("a date") { LocalDate(parsing: $0) }
      default: try cursor.skip()
      }
    }
  }
}
