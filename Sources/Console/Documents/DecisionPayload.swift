import Foundation
import LeadModel

/// Finds the decision in the payload of a log entry.
enum DecisionPayload {
  private struct Wrapped: Decodable {
    let decision: Decision
  }

  /// The decision that the payload holds under `decision`, or is; nil when it holds none.
  static func read(_ payload: String) -> Decision? {
    let data = Data(payload.utf8)
    let decoder = JSONDecoder()
    if let wrapped = try? decoder.decode(Wrapped.self, from: data) { return wrapped.decision }
    return try? decoder.decode(Decision.self, from: data)
  }
}
