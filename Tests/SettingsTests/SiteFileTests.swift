import LeadModel
import Testing

@testable import Settings

@Suite("Reading signalbox.toml")
struct SiteFileTests {
  private func site(_ text: String) throws -> SiteSettings {
    try SiteFile(parsing: Array(text.utf8)).settings
  }

  @Test("an empty file has every default")
  func defaults() throws {
    let settings = try site("")
    #expect(settings == SiteSettings())
    #expect(settings.intake.deliver[.leads] == Deliverers(group: true))
    #expect(settings.intake.deliver[.crm] == Deliverers())
  }

  @Test("every key")
  func everyKey() throws {
    let settings = try site(
      """
      [intake]
      timezone = "Europe/Berlin"
      source = "web"
      poll_seconds = 0.5
      settle_seconds = 0
      closed_statuses = ["Done", "LOST"]
      [intake.columns]
      "Firma" = "company"
      "E-Mail" = "email"
      [intake.deliver]
      leads = ["asilva", "group"]
      crm = "group"
      roster = ["sync"]
      [limits]
      file_mib = 1
      record_kib = 2
      columns = 3
      json_depth = 4
      [site]
      group = "sales"
      [log]
      checkpoint_copy = "/mnt/x"
      [retention]
      files_days = 0
      [preview]
      days = 7
      [alerts]
      bell = false
      desktop = false
      title = false
      queue_depth = 5
      [console]
      theme = "mono"
      [[notify]]
      command = ["notify", ""]
      on = ["assigned", "disk"]
      """)
    #expect(settings.intake.timezone == "Europe/Berlin")
    #expect(settings.intake.source == "web")
    #expect(settings.intake.pollSeconds == 0.5)
    #expect(settings.intake.settleSeconds == 0)
    #expect(settings.intake.closedStatuses == ["done", "lost"])
    #expect(settings.intake.columns.map(\.header) == ["Firma", "E-Mail"])
    #expect(settings.intake.columns.map(\.field) == [.company, .email])
    #expect(settings.intake.deliver[.leads] == Deliverers(users: ["asilva"], group: true))
    #expect(settings.intake.deliver[.crm] == Deliverers(group: true))
    #expect(settings.intake.deliver[.roster] == Deliverers(users: ["sync"]))
    #expect(settings.intake.deliver[.activities] == Deliverers())
    #expect(settings.limits.fileMiB == 1 && settings.limits.recordKiB == 2)
    #expect(settings.limits.columns == 3 && settings.limits.jsonDepth == 4)
    #expect(settings.group == "sales" && settings.checkpointCopy == "/mnt/x")
    #expect(settings.keepFilesDays == 0 && settings.previewDays == 7)
    #expect(!settings.alerts.bell && !settings.alerts.desktop && !settings.alerts.title)
    #expect(settings.alerts.queueDepth == 5)
    #expect(settings.theme == "mono")
    #expect(
      settings.hooks == [NotificationHook(command: ["notify", ""], events: [.assigned, .disk])])
  }

  @Test(
    "every key, wrong in turn",
    arguments: [
      Wrong("[intake]\ntimezone = \"CEST\"", "intake.timezone", "no time zone \"CEST\""),
      Wrong("[intake]\nsource = \"\"", "intake.source", "is empty"),
      Wrong("[intake]\npoll_seconds = 0", "intake.poll_seconds", "from 0.01 to 3600", "found 0"),
      Wrong("[intake]\nsettle_seconds = -1", "intake.settle_seconds", "from 0 to"),
      Wrong("[intake]\nsettle_seconds = nan", "intake.settle_seconds", "a number"),
      Wrong("[intake]\nclosed_statuses = \"lost\"", "intake.closed_statuses", "write [\"lost\"]"),
      Wrong("[intake]\ncolums = {}", "intake.colums", "did you mean \"columns\""),
      Wrong("[intake.columns]\nFirma = \"compny\"", "intake.columns.Firma", "\"company\""),
      Wrong("[intake.columns]\n\"\" = \"company\"", "intake.columns.\"\"", "an empty text"),
      Wrong("[intake.columns]\nFirma = 1", "intake.columns.Firma", "found 1"),
      Wrong("[intake.deliver]\nleads = true", "intake.deliver.leads", "found true"),
      Wrong("[intake.deliver]\nactivities = [\"a\", \"a\"]", "intake.deliver.activities", "twice"),
      Wrong("[intake.deliver]\ncrm = \"sync\"", "intake.deliver.crm", "write [\"sync\"]"),
      Wrong("[intake.deliver]\nrosters = []", "intake.deliver.rosters", "\"roster\""),
      Wrong("[limits]\nfile_mib = 0", "limits.file_mib", "from 1 to"),
      Wrong("[limits]\nrecord_kib = 0", "limits.record_kib", "from 1 to"),
      Wrong("[limits]\ncolumns = 9999999", "limits.columns", "to 100000"),
      Wrong("[limits]\njson_depth = \"x\"", "limits.json_depth", "found the text \"x\""),
      Wrong("[site]\ngroup = 7", "site.group", "found 7"),
      Wrong("[log]\ncheckpoint_copy = []", "log.checkpoint_copy", "found a list"),
      Wrong("[retention]\nfiles_days = -1", "retention.files_days", "from 0 to"),
      Wrong("[preview]\ndays = 0", "preview.days", "from 1 to"),
      Wrong("[alerts]\nbell = \"yes\"", "alerts.bell", "true or false"),
      Wrong("[alerts]\ndesktop = 1", "alerts.desktop", "true or false"),
      Wrong("[alerts]\ntitle = []", "alerts.title", "true or false"),
      Wrong("[alerts]\nqueue_depth = 0", "alerts.queue_depth", "from 1 to"),
      Wrong("[console]\ntheme = 3", "console.theme", "found 3"),
      Wrong("[[notify]]\non = [\"disk\"]\ncommand = []", "notify.command", "is empty"),
      Wrong("[[notify]]\non = [\"disk\"]\ncommand = [\"\"]", "notify.command", "no name"),
      Wrong("[[notify]]\non = [\"disk\"]\ncommand = \"ls\"", "notify.command", "write [\"ls\"]"),
      Wrong("[[notify]]\ncommand = [\"x\"]\non = [\"sla\"]", "notify.on", "\"sla_breach\""),
      Wrong("[notify]", "notify", "write [[notify]]"),
      Wrong("[intakes]", "intakes", "did you mean \"intake\""),
    ])
  func wrong(_ wrong: Wrong) {
    wrong.check(problems { try site(wrong.text) }, before: 0)
  }
}
