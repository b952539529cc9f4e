import Foundation
import LeadModel

extension Decision {
  /// Reads back the JSON that the engine wrote.
  ///
  /// - Throws: `DecodingError` when the bytes are no decision.
  public init(json: some Sequence<UInt8>) throws {
    self = try JSONDecoder().decode(Decision.self, from: Data(json))
  }
}
