/// A reader that takes what strangers wrote. ``check(_:)`` holds it to its laws, whatever that is.
enum FuzzTarget: String, CaseIterable, Sendable {
  /// Rows of CSV: against the slow way, in pieces, and written again.
  case csv
  /// Objects of JSON: against another reader.
  case json
  /// A file of leads in any format, from its bytes to normal form.
  case leads
  /// A file of activities.
  case activities
  /// The map of an unknown export, and its names put into the settings.
  case mapping
  /// Roster, CRM and geo files.
  case datasets
  /// Rows of presence, in pieces and at once.
  case presence
  /// Holidays in iCalendar.
  case calendar
  /// Dates, times, hours and zones.
  case dates
  /// Numbers, money, telephone numbers, addresses of email and domains.
  case numbers
  /// IP addresses, against the C library, and ranges of them.
  case addresses
  /// Frames of the socket, and the questions in them.
  case frames
  /// Every file of settings.
  case settings
  /// Text on its way to the terminal.
  case text
  /// Key strokes, and how keys are written.
  case keys
  /// A log with one byte changed.
  case log
  /// Checkpoints and key files.
  case checkpoints
  /// Records of decisions, as replay reads them.
  case records

  /// - Throws: ``BrokenLaw``.
  func check(_ bytes: [UInt8]) throws(BrokenLaw) {
    switch self {
    case .csv: try TableLaws.csv(bytes)
    case .json: try JSONLaws.object(bytes)
    case .leads: try FileLaws.leads(bytes)
    case .activities: try FileLaws.activities(bytes)
    case .mapping: try MappingLaws.export(bytes)
    case .datasets: try DatasetLaws.any(bytes)
    case .presence: try DatasetLaws.presence(bytes)
    case .calendar: try DatasetLaws.calendar(bytes)
    case .dates: try FormLaws.dates(bytes)
    case .numbers: try FormLaws.numbers(bytes)
    case .addresses: try AddressLaws.addresses(bytes)
    case .frames: try FrameLaws.frames(bytes)
    case .settings: try SettingsLaws.any(bytes)
    case .text: try TerminalLaws.text(bytes)
    case .keys: try TerminalLaws.keys(bytes)
    case .log: try LogLaws.log(bytes)
    case .checkpoints: try LogLaws.checkpoints(bytes)
    case .records: try LogLaws.records(bytes)
    }
  }
}

/// What does not hold.
struct BrokenLaw: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}

/// Holds for every input, or ends the run with what does not.
func law(_ holds: Bool, _ what: @autoclosure () -> String) throws(BrokenLaw) {
  if !holds { throw BrokenLaw(what()) }
}

/// Text of an input, bytes that are no text replaced.
func decoded(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

extension [UInt8] {
  /// The bytes in pieces that their own content decides: of up to 17 bytes, longer ones of long inputs.
  var pieces: [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    let unit = 1 + count / 256
    var at = 0
    var state = UInt64(truncatingIfNeeded: count) &+ 0x9E37_79B9_7F4A_7C15
    while at < count {
      state = (state ^ UInt64(self[at])) &* 0xBF58_476D_1CE4_E5B9
      let end = Swift.min(count, at + unit * (1 + Int(state >> 33) % 17))
      pieces.append(self[at..<end])
      at = end
    }
    return pieces
  }
}
