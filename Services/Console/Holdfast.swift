import ArgumentParser
import Contracts

/// The operators' and integrators' command.
struct Holdfast: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "holdfast",
    abstract: "Ask, feed and watch the four services of Holdfast.",
    discussion: """
      Where the services are is read from the environment: HOLDFAST_SCHEDULING, HOLDFAST_PARTICIPATION,
      HOLDFAST_DISPUTES and HOLDFAST_REPORTING (default tcp://127.0.0.1:7100, :7110, :7120, :7130). With HOLDFAST_KEYS,
      a folder made by 'holdfast keys init', every TCP connection is encrypted and both ends prove their keys.

      On a terminal you get tables, in a pipe one line of JSON each. Exit status: 0 done, 1 refused, 2 a setting or file
      is wrong, 3 a service cannot be reached, 64 the command line is wrong.
      """,
    version: holdfastVersion,
    subcommands: [
      PublishCommand.self, PlayCommand.self, AskCommand.self, TailCommand.self, DiaryCommand.self, AdoptCommand.self,
      ReportCommand.self, ExportCommand.self, ImportCommand.self, CompareCommand.self,
      HealthCommand.self, VerifyCommand.self, KeysCommand.self,
      BackupCommand.self, RestoreCommand.self,
    ])
}
