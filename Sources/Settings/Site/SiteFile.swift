import LeadModel

/// `signalbox.toml`, read and checked.
public struct SiteFile: Sendable, Equatable {
  /// With every default resolved.
  public let settings: SiteSettings

  /// Reads the text of the file, UTF-8 with or without byte order mark; an empty file has every
  /// default.
  ///
  /// - Throws: everything that is wrong with it, in the order of the file.
  public init(parsing text: [UInt8], file: String = "signalbox.toml") throws(SettingsProblems) {
    let log = ProblemCollector(file: file)
    let reader = TableReader(try TOMLDocument(text, file: file), log: log)
    settings = try log.finish(SiteReader(file: reader).read())
  }
}

/// Turns the tables of `signalbox.toml` into settings.
private struct SiteReader {
  let file: TableReader
  private let standard = SiteSettings()

  init(file: TableReader) { self.file = file }

  func read() -> SiteSettings {
    file.allowOnly([
      "intake", "limits", "site", "log", "retention", "preview", "alerts", "console", "notify",
    ])
    var settings = standard
    settings.intake = readIntake()
    settings.limits = readLimits()
    settings.alerts = readAlerts()
    settings.group = section("site", keys: ["group"]).filledText("group")?.value
    settings.checkpointCopy =
      section("log", keys: ["checkpoint_copy"]).filledText("checkpoint_copy")?.value
    settings.keepFilesDays =
      section("retention", keys: ["files_days"]).integer("files_days", in: 0...36_500)
      ?? standard.keepFilesDays
    settings.previewDays =
      section("preview", keys: ["days"]).integer("days", in: 1...3650) ?? standard.previewDays
    settings.theme =
      section("console", keys: ["theme"]).filledText("theme")?.value ?? standard.theme
    settings.hooks = file.sections("notify").compactMap(readHook)
    return settings
  }

  private func section(_ name: String, keys: [String]) -> TableReader {
    let section = file.section(name)
    section.allowOnly(keys)
    return section
  }

  private func readIntake() -> IntakeSettings {
    let table = section(
      "intake",
      keys: [
        "timezone", "source", "poll_seconds", "settle_seconds", "columns", "deliver",
        "closed_statuses",
      ])
    var intake = standard.intake
    intake.timezone = table.zone("timezone") ?? intake.timezone
    intake.source = table.filledText("source")?.value ?? intake.source
    intake.pollSeconds = table.number("poll_seconds", in: 0.01...3600) ?? intake.pollSeconds
    intake.settleSeconds = table.number("settle_seconds", in: 0...3600) ?? intake.settleSeconds
    intake.columns = readColumns(table.section("columns"))
    intake.deliver.merge(readDeliverers(table.section("deliver"))) { _, new in new }
    intake.closedStatuses =
      table.texts("closed_statuses", of: "statuses")?.map { Folding.fold($0.value) }
      ?? intake.closedStatuses
    return intake
  }

  private func readColumns(_ table: TableReader) -> [IntakeSettings.Column] {
    table.entries.compactMap { entry in
      if entry.key.trimmed.isEmpty {
        table.refuse(entry.key, at: entry.place, "an empty text cannot be a header")
        return nil
      }
      return table.choice(entry.key, from: LeadField.allCases)
        .map { IntakeSettings.Column(header: entry.key, field: $0) }
    }
  }

  private func readDeliverers(_ table: TableReader) -> [DropFolder: Deliverers] {
    table.allowOnly(DropFolder.allCases.map(\.rawValue))
    var deliverers: [DropFolder: Deliverers] = [:]
    for folder in DropFolder.allCases {
      if let entry = table.entry(folder.rawValue), case .text("group") = entry.node.value {
        deliverers[folder] = Deliverers(group: true)
      } else if let texts = table.texts(folder.rawValue, of: "OS users or \"group\"") {
        let names = table.withoutRepeats(texts, of: folder.rawValue).map(\.value)
        deliverers[folder] = Deliverers(
          users: names.filter { $0 != "group" }, group: names.contains("group"))
      }
    }
    return deliverers
  }

  private func readLimits() -> LimitSettings {
    let table = section("limits", keys: ["file_mib", "record_kib", "columns", "json_depth"])
    var limits = standard.limits
    limits.fileMiB = table.integer("file_mib", in: 1...1_048_576) ?? limits.fileMiB
    limits.recordKiB = table.integer("record_kib", in: 1...1_048_576) ?? limits.recordKiB
    limits.columns = table.integer("columns", in: 1...100_000) ?? limits.columns
    limits.jsonDepth = table.integer("json_depth", in: 1...512) ?? limits.jsonDepth
    return limits
  }

  private func readAlerts() -> AlertSettings {
    let table = section("alerts", keys: ["bell", "desktop", "title", "queue_depth"])
    var alerts = standard.alerts
    alerts.bell = table.boolean("bell") ?? alerts.bell
    alerts.desktop = table.boolean("desktop") ?? alerts.desktop
    alerts.title = table.boolean("title") ?? alerts.title
    alerts.queueDepth = table.integer("queue_depth", in: 1...1_000_000) ?? alerts.queueDepth
    return alerts
  }

  private func readHook(_ table: TableReader) -> NotificationHook? {
    table.allowOnly(["command", "on"])
    let command = table.filledList("command", "list the program and its arguments") {
      // Arguments may be empty and may begin or end with white space.
      table.items("command", of: "texts")?.compactMap { table.exactText($0, of: "command") }
    }
    let events = table.filledList(
      "on", "list events; allowed \(listed(NotificationHook.Event.allCases.map(\.rawValue)))"
    ) { table.choices("on", from: NotificationHook.Event.allCases, of: "events") }
    if command?.first?.isEmpty == true { table.refuse("command", "the program has no name") }
    guard let command, let events else { return nil }
    return NotificationHook(command: command, events: events)
  }
}
