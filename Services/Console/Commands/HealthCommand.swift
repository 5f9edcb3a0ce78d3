import ArgumentParser
import Contracts

/// `holdfast health`: how the services are; also the containers' health check.
struct HealthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "health",
    abstract: "Show how the services are.",
    discussion: "Exits with 0 where all are ok, 1 where one is degraded, 2 where one has failed or cannot be reached.")

  @Argument(help: "Only this service.")
  var service: ServiceName?
  @Option(help: "Wait at most so many seconds for each service.")
  var timeout = 2.0
  @Flag(help: "Until --timeout, wait for a service that is not there yet.")
  var wait = false
  @OptionGroup var form: Form

  func validate() throws {
    guard timeout > 0 else { throw ValidationError("--timeout is a number of seconds, more than 0") }
  }

  func run() throws {
    let asker = try Asker(try Places())
    let services = service.map { [$0] } ?? ServiceName.allCases
    let time = Duration.milliseconds(Int(timeout * 1_000))
    let patience = Asker.Patience(connecting: time, answer: time, endsWhenRefused: !wait)
    let states = try services.map { service throws(Trouble) in
      do throws(Trouble) {
        return HealthPage.State(service, try asker.ask(service, "health", .object([]), patience))
      } catch {
        guard error.status == 3 else { throw error }
        return HealthPage.State(service, nobody: error.sentence)
      }
    }
    let page = HealthPage(states: states)
    if form.isJSON {
      states.forEach { Output.line($0.json.line) }
    } else {
      page.lines.forEach { Output.line($0) }
    }
    guard page.status == 0 else { throw ExitCode(page.status) }
  }
}
