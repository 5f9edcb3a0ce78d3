import Loop
import SchedulingRules

Program.main(Service(rules: Scheduling.rules))
