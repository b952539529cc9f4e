import DeskRules
import LeadModel
import Settings

/// What the programs of `[[notify]]` are told of: an event, with what somebody needs to go on from there.
///
/// Of the lead's person it says nothing. The company is the only thing of the lead itself: whoever receives
/// the message may not be among those who may read names and addresses, and messages leave the desk.
struct Notice: Equatable {
  /// The lead that it is about.
  struct Lead: Equatable {
    var number: LeadNumber
    /// The record's id, as decisions name the lead.
    var publicID: String
    var source: String
    var company: String?

    /// As messages name it: short number and company.
    var words: String { "\(number)" + (company.map { " (\($0))" } ?? "") }
  }

  var event: NotificationHook.Event
  var at: Instant
  /// As the log names what it is about: `lead/4127`, `escalation/193`, `queue/emea`, `exception/12`,
  /// `intake`, `log`, `disk`.
  var what: String
  var lead: Lead?
  /// Whose it is now.
  var owner: RepID?
  var queue: QueueID?
  /// One sentence for people.
  var sentence: String
  var due: Instant?
  /// The command that shows more.
  var link: String

  /// The longest sentence that is passed on, in bytes: what a program reads has to fit into a pipe.
  private static let longestSentence = 4096

  /// The JSON object that a program reads. `number` is the notification's: with event and instant it makes
  /// the id, which stays the same however often the event is told.
  func payload(number: Int64, owner rep: Rep?) -> [UInt8] {
    var out = Payload()
    out.put("event", event.rawValue)
    out.put("id", "\(event.rawValue)/\(number)/\(at.milliseconds)")
    out.put("at", at)
    out.put("what", what)
    out.put("lead", lead?.publicID)
    out.put("number", lead?.number.value)
    out.put("source", lead?.source)
    out.put("company", lead?.company)
    out.put("owner", owner?.text)
    out.put("owner_name", rep?.name)
    out.put("email", rep?.email)
    out.put("queue", queue?.text)
    out.put("sentence", Self.shortened(sentence))
    out.put("due", due)
    out.put("link", link)
    return out.bytes
  }

  private static func shortened(_ text: String) -> String {
    guard text.utf8.count > longestSentence else { return text }
    return String(decoding: text.utf8.prefix(longestSentence - 3), as: UTF8.self) + "…"
  }

  /// The command that shows a lead.
  static func link(to lead: Lead) -> String { "signalbox lead '\(lead.number)'" }
}
