"""What of a result may be told: counts, tables, rates, clusters, densities, and differences from earlier results."""
