import LeadModel

/// Files of activities, as a telephone system or a mailer writes them.
enum ActivityText {
  struct Row: Sendable, Equatable {
    var lead: String
    var kind: String
    var at: Instant
    var actor: String
    var channel = "phone"
    /// An auto-responder's mail: no contact.
    var isAutomatic = false
  }

  static func bytes(_ rows: [Row]) -> [UInt8] {
    var csv = CSVText(header: ["lead", "kind", "at", "actor", "channel", "auto"])
    for row in rows {
      csv.add([
        row.lead, row.kind, "\(row.at)", row.actor, row.channel,
        row.isAutomatic ? "true" : "false",
      ])
    }
    return Array(csv.text.utf8)
  }

  static func file(_ rows: [Row], number: Int, at: Instant) -> DemoEvent {
    .dropFile(name: "activities/calls-\(FileStamp.text(at))-\(number).csv", bytes: bytes(rows))
  }
}

/// The moment in a file name: `20260302-091503`.
enum FileStamp {
  static func text(_ instant: Instant) -> String {
    let digits = "\(instant)".prefix(19).filter { $0.isNumber }
    return "\(digits.prefix(8))-\(digits.suffix(6))"
  }
}
