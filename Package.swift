// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "signalbox",
  products: [.executable(name: "signalbox", targets: ["signalbox"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: [
    // Layer 0: nouns, cells, C calls.
    .target(name: "LeadModel", resources: [.embedInCode("Reference/countries.csv")]),
    .target(name: "TerminalKit"),
    .target(name: "CPlatform"),
    .target(name: "BuiltinThemes", resources: [.embedInCode("Themes")]),
    // Layer 1: the decision, the log as mathematics, bytes to records.
    .target(name: "RoutingEngine", dependencies: ["LeadModel"]),
    .target(
      name: "Ledger",
      dependencies: ["LeadModel", .product(name: "Crypto", package: "swift-crypto")]),
    .target(name: "Intake", dependencies: ["LeadModel"]),
    // Layer 2: settings, use cases, the store, the screen.
    .target(
      name: "Settings", dependencies: ["LeadModel", "RoutingEngine", "TerminalKit", "TOMLKit"],
      resources: [.embedInCode("Defaults")]),
    .target(name: "DeskRules", dependencies: ["LeadModel", "RoutingEngine", "Ledger"]),
    .target(
      name: "Store",
      dependencies: [
        "CPlatform", "LeadModel", "RoutingEngine", "Ledger",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CursesScreen", dependencies: ["TerminalKit", "CNcurses", "CPlatform"]),
    .target(name: "Insights", dependencies: ["LeadModel", "RoutingEngine", "Ledger"]),
    // Layer 3: figures as text, the host, the socket, the console.
    .target(name: "Reports", dependencies: ["Insights", "LeadModel"]),
    .target(
      name: "Desk",
      dependencies: [
        "LeadModel", "RoutingEngine", "Ledger", "Intake", "Settings", "DeskRules", "Insights",
        "Store", "CPlatform",
      ]),
    .target(
      name: "DeskLink",
      dependencies: [
        "DeskRules", "CPlatform", .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .target(
      name: "Console", dependencies: ["LeadModel", "DeskRules", "TerminalKit"]),
    .target(name: "SampleCompany", dependencies: ["LeadModel"]),
    // Layer 4: the program.
    .executableTarget(
      name: "signalbox",
      dependencies: [
        "BuiltinThemes", "Console", "CursesScreen", "Desk", "DeskLink", "Reports",
        "SampleCompany", "Settings",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    // What Scripts/bench runs.
    .executableTarget(
      name: "signalbox-bench",
      dependencies: [
        "LeadModel", "RoutingEngine", "Ledger", "Intake", "Settings", "DeskRules", "Store", "Desk",
      ]),
    .testTarget(name: "LeadModelTests", dependencies: ["LeadModel"]),
    .testTarget(name: "TerminalKitTests", dependencies: ["TerminalKit", "BuiltinThemes"]),
    .testTarget(
      name: "RoutingEngineTests", dependencies: ["RoutingEngine", "LeadModel"],
      exclude: ["Scenarios"]),
    .testTarget(name: "IntakeTests", dependencies: ["Intake", "LeadModel"]),
    .testTarget(
      name: "SettingsTests",
      dependencies: ["Settings", "LeadModel", "RoutingEngine", "TerminalKit"]),
    .testTarget(
      name: "CursesScreenTests", dependencies: ["CursesScreen", "TerminalKit", "CPlatform"]),
    .testTarget(name: "SampleCompanyTests", dependencies: ["SampleCompany", "LeadModel"]),
    .testTarget(name: "LedgerTests", dependencies: ["Ledger", "LeadModel"]),
    .testTarget(
      name: "StoreTests",
      dependencies: [
        "Store", "Ledger", "LeadModel", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "ConsoleTests", dependencies: ["Console", "DeskRules", "LeadModel", "TerminalKit"],
      exclude: ["Golden"]),
    .testTarget(
      name: "DeskRulesTests", dependencies: ["DeskRules", "LeadModel", "RoutingEngine", "Ledger"]),
    .testTarget(name: "InsightsTests", dependencies: ["Insights", "LeadModel"]),
    .testTarget(name: "ReportsTests", dependencies: ["Reports", "Insights", "LeadModel"]),
    .testTarget(name: "DeskLinkTests", dependencies: ["DeskLink", "DeskRules", "CPlatform"]),
    .testTarget(
      name: "DeskTests",
      dependencies: [
        "Desk", "DeskRules", "Store", "SampleCompany", "LeadModel", "RoutingEngine", "Ledger",
      ]),
    .testTarget(
      name: "FuzzTests",
      dependencies: [
        "LeadModel", "TerminalKit", "CursesScreen", "RoutingEngine", "Ledger", "Intake", "Settings",
        "DeskRules", "DeskLink", .product(name: "NIOCore", package: "swift-nio"),
      ],
      exclude: ["Corpus"]),
    .testTarget(name: "EndToEndTests", dependencies: ["signalbox", "CPlatform"]),
  ],
  swiftLanguageModes: [.v6]
)
