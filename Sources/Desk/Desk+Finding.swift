import DeskRules
import Intake
import LeadModel
import Store

/// What a person's words for a lead lead to.
enum Found {
  case lead(LeadNumber)
  case refused(Refusal)
}

extension Desk {
  /// The lead that a person means, or why it cannot be told. An escalation, `E-0193`, stands for its lead.
  func find(_ typed: String) throws -> Found {
    switch try store.resolve(typed) {
    case .found(let number): return .lead(number)
    case .unknown:
      if let number = Self.escalation(named: typed), let row = try store.escalation(number) {
        return .lead(row.lead)
      }
      return .refused(
        Refusal(.unknown, "no lead is known as \"\(typed)\": give its id, #NUMBER or SOURCE/ID"))
    case .ambiguous(let candidates):
      let names = candidates.prefix(5).map { "\($0.number) (\($0.source)/\($0.publicID))" }
      return .refused(
        Refusal(
          .unknown, "\"\(typed)\" fits several leads: \(names.joined(separator: ", "))"))
    }
  }

  private static func escalation(named text: String) -> Int64? {
    guard text.lowercased().hasPrefix("e-") else { return nil }
    return Int64(text.dropFirst(2)).flatMap { $0 > 0 ? $0 : nil }
  }

  /// The lead that another system names by id or email address; of several the newest.
  func lead(named name: String, source: String?) throws -> LeadNumber? {
    let record = LeadRecord(email: name)
    let key = rules.router.normaliser.normalise(record, receivedAt: state.at).emailKey
    return try store.lead(name, source: source, emailKey: key)
  }

  /// What is known of a claimed file that an earlier attempt began.
  func unfinished(_ file: ListedFile) throws -> UnfinishedFile? {
    try store.unfinishedFile(folder: file.folder.rawValue, workName: "\(file.name)")
  }
}

extension LeadRecord {
  /// A record that says no more than an address.
  fileprivate init(email: String) {
    self.init(origin: Origin(file: ""))
    self[.email] = email
  }
}
