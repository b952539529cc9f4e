import Glibc
import Intake
import LeadModel
import RoutingEngine
import Settings

/// The settings files of a workspace, read and checked.
struct Configuration {
  var site: SiteSettings
  /// nil where there is no `people.toml`: the workspace then belongs to its owner alone.
  var people: PeopleFile?

  /// Reads `signalbox.toml` and `people.toml`; all problems of both at once.
  init(_ workspace: Workspace) throws(WorkspaceProblem) {
    var problems: [String] = []
    site = SiteSettings()
    if let text = try Files.read(workspace.siteFile) {
      do { site = try SiteFile(parsing: text).settings } catch {
        problems += error.problems.map(\.description)
      }
    }
    if let text = try Files.read(workspace.peopleFile) {
      do { people = try PeopleFile(parsing: text) } catch {
        problems += error.problems.map(\.description)
      }
    }
    guard problems.isEmpty else { throw .badSettings(problems) }
  }

  /// The rule set of a file as a working copy, and its text.
  static func rules(at path: String) throws(WorkspaceProblem) -> (RuleSetFile, [UInt8]) {
    guard let text = try Files.read(path) else {
      throw .badSettings(["\(path) is missing: a desk needs its rules"])
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    do {
      return (try RuleSetFile(parsing: text, file: name), text)
    } catch {
      throw .badSettings(error.problems.map(\.description))
    }
  }

  /// What `leakage.toml` says by now; nil where there is none. `segments` are those of the rules.
  static func leakage(
    _ workspace: Workspace, segments: [SegmentID]
  ) throws(WorkspaceProblem) -> LeakageInputs? {
    guard let text = try Files.read(workspace.leakageFile) else { return nil }
    do { return try LeakageFile(parsing: text, segments: segments).inputs } catch {
      throw .badSettings(error.problems.map(\.description))
    }
  }

  var intakeDefaults: IntakeDefaults {
    IntakeDefaults(timezone: site.intake.timezone, source: site.intake.source)
  }

  var limits: IntakeLimits {
    IntakeLimits(
      fileBytes: Int64(site.limits.fileMiB) << 20, recordBytes: site.limits.recordKiB << 10,
      columns: site.limits.columns, jsonDepth: site.limits.jsonDepth)
  }

  var fieldMap: FieldMap {
    FieldMap(user: site.intake.columns.map { (header: $0.header, field: $0.field) })
  }
}

extension Workspace {
  /// The theme that the site's settings name; nil where they cannot be read.
  public var siteTheme: String? {
    guard let text = try? Files.read(siteFile) else { return nil }
    return (try? SiteFile(parsing: text))?.settings.theme
  }
}
