// swift-tools-version: 6.2
import PackageDescription

/// One list of settings for every target of ours.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

/// The authorities' profiles that are built in, each a file of differences from the statutory baseline.
let profiles = ["herefordshire", "herefordshire-combined", "medway", "middlesbrough", "thurrock", "westminster"]

/// A room of `Shared`.
func room(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Shared/\(name)", exclude: exclude, resources: resources,
    swiftSettings: settings)
}

/// A service's room of pure rules.
func rules(of service: String) -> Target {
  .target(
    name: "\(service)Rules", dependencies: ["Contracts", "Policy"], path: "Services/\(service)/Rules",
    swiftSettings: settings)
}

/// A program: a few lines of wiring.
func program(_ name: String, in folder: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, path: "Services/\(folder)", exclude: exclude, swiftSettings: settings)
}

/// The tests of one target.
func tests(of name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies, path: "Tests/\(name)Tests", exclude: exclude,
    swiftSettings: settings)
}

let package = Package(
  name: "holdfast",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    .systemLibrary(name: "CZeroMQ", path: "Shared/Wire/CZeroMQ"),
    room("Contracts", []),
    room("Policy", ["Contracts", crypto], resources: profiles.map { .embedInCode("Profiles/\($0).json") }),
    room("Wire", ["CZeroMQ"], exclude: ["CZeroMQ"]),
    room("Journal", ["Contracts", crypto, grdb, sqlite]),
    room("Loop", ["Contracts", "Journal", "Wire", argumentParser, crypto, logging]),

    rules(of: "Scheduling"),
    rules(of: "Participation"),
    rules(of: "Disputes"),
    rules(of: "Reporting"),

    .target(
      name: "ReportingReadModel", dependencies: ["Contracts", "Journal", "Policy", "ReportingRules", crypto, grdb],
      path: "Services/Reporting/ReadModel", swiftSettings: settings),

    .target(
      name: "ReportingPages", dependencies: ["Contracts", "ReportingRules", mustache],
      path: "Services/Reporting/Pages", resources: [.copy("Templates"), .copy("Forms")], swiftSettings: settings),

    program("scheduling", in: "Scheduling", ["SchedulingRules", "Loop"], exclude: ["Rules"]),
    program("participation", in: "Participation", ["ParticipationRules", "Loop"], exclude: ["Rules"]),
    program("disputes", in: "Disputes", ["DisputesRules", "Loop"], exclude: ["Rules"]),
    program(
      "reporting", in: "Reporting", ["ReportingRules", "ReportingReadModel", "ReportingPages", "Loop"],
      exclude: ["Rules", "ReadModel", "Pages"]),

    program(
      "holdfast", in: "Console", ["Contracts", "Journal", "Policy", "Wire", argumentParser, crypto]),

    .target(
      name: "Support", dependencies: ["Contracts", "Journal", "Wire", crypto, grdb], path: "Tests/Support",
      swiftSettings: settings),
    .executableTarget(
      name: "benchmarks", dependencies: ["Contracts", "Journal", "Wire", argumentParser, grdb],
      path: "Tests/Benchmarks", exclude: ["run"], swiftSettings: settings),
    .executableTarget(
      name: "journal-writer", dependencies: ["Contracts", "Journal"], path: "Tests/JournalWriter",
      swiftSettings: settings),
    tests(of: "Contracts", ["Contracts"], exclude: ["Golden"]),
    tests(of: "Policy", ["Contracts", "Policy"]),
    tests(of: "Wire", ["Wire"]),
    tests(of: "Journal", ["Contracts", "Journal", "Support", "journal-writer", crypto, grdb]),
    tests(
      of: "Loop",
      [
        "Contracts", "Journal", "Loop", "Support", "Wire", "SchedulingRules", "ParticipationRules", "DisputesRules",
        "ReportingRules", logging,
      ]),
    tests(of: "Scheduling", ["Contracts", "Policy", "SchedulingRules"]),
    tests(of: "Participation", ["Contracts", "ParticipationRules"]),
    tests(of: "Disputes", ["Contracts", "Policy", "DisputesRules"]),
    tests(
      of: "Reporting",
      ["Contracts", "Journal", "Policy", "ReportingRules", "ReportingReadModel", "ReportingPages", crypto, grdb]),
    tests(of: "Console", ["holdfast", "Contracts", "Journal", "Wire", argumentParser]),
    tests(
      of: "House", ["Contracts", "SchedulingRules", "ParticipationRules", "DisputesRules", "ReportingRules"]),
    tests(
      of: "Journey",
      ["Contracts", "Wire", "Support", "scheduling", "participation", "disputes", "reporting", "holdfast", crypto],
      exclude: ["forward.py", "Rows/rows.tsv"]),
  ]
)
