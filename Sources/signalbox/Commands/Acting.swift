import ArgumentParser
import Desk
import DeskRules
import Foundation
import LeadModel

/// What every act takes: the role that it is done in, and how what came of it is printed.
struct ActOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Act in this role alone: one of yours, or one that people.toml lets you take.",
      valueName: "role"))
  var role: String?
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @OptionGroup var workspace: WorkspaceOption

  /// Does the act at the host, starting one where nobody serves, and says what came of it.
  func perform(_ act: Act, seen: Int64? = nil) throws {
    let workspace = try workspace.find()
    let request = ActRequest(key: UUID().uuidString, role: role, seen: seen, act: act)
    switch try answer(to: request, in: workspace) {
    case .done(let receipt): show(receipt)
    case .refused(let refusal):
      if format == .json { Output.line(refusal.json) }
      throw Failure(refusal)
    case .failed(let why): throw Failure(.store, why)
    default: throw Failure(.store, "the host answered something else")
    }
  }

  /// Where the connection ends before the answer, nobody knows whether the act was done: it is asked for
  /// again under the same key, which does it once at most.
  private func answer(to request: ActRequest, in workspace: Workspace) throws -> DeskAnswer {
    let door = try Door.acting(workspace)
    do {
      return try door.ask(.act(request))
    } catch is Failure {
      return try Door.acting(workspace).ask(.act(request))
    }
  }

  private func show(_ receipt: ActReceipt) {
    guard format == .json else { return Output.text(receipt.text.asSentence) }
    Output.object {
      $0.put("entry", receipt.entry)
      $0.put("text", receipt.text)
    }
  }
}

/// What the asker of an act on a lead saw of it.
struct SeenOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Refuse where the lead has changed since this version of it, as \"signalbox lead\" shows.",
      valueName: "version"))
  var seen: Int64?
}

extension Refusal {
  /// As scripts read it.
  var json: String {
    JSONText.object {
      $0.put("refused", refused.rawValue)
      $0.put("why", why)
    }
  }
}

extension String {
  /// With a full stop, unless it ends in a mark already.
  var asSentence: String {
    last.map { ".!?".contains($0) } ?? true ? self : self + "."
  }
}

/// `E-0193` or `193`: the number of an escalation.
struct EscalationNumber: ExpressibleByArgument {
  let value: Int64

  init?(argument: String) {
    let digits = argument.uppercased().hasPrefix("E-") ? argument.dropFirst(2) : argument[...]
    guard let value = Int64(digits), value > 0 else { return nil }
    self.value = value
  }
}
