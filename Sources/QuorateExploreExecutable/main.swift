import QuorateDrivers
import QuorateExplore
import QuorateSpecs

await ExploreTool.run(catalog, drivers: drivers)
