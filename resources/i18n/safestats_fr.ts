<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en_GB">
<context>
    <name>SafeStats</name>
    <message>
        <location filename="../../qgis_plugin/briefing/menu.py"/>
        <source>New briefing project</source>
        <translation>Nouveau projet de note</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/briefing/menu.py"/>
        <source>Print a briefing…</source>
        <translation>Imprimer une note…</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/briefing/project.py"/>
        <location filename="../../resources/models/hotspotbriefing.model3"/>
        <source>Hotspot briefing</source>
        <translation>Note sur les points chauds</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/briefing/project.py"/>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <location filename="../../processing_algorithms/asking/mapped_share.py"/>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Areas</source>
        <translation>Zones</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/briefing/project.py"/>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>Results</source>
        <translation>Résultats</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/briefing/project.py"/>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <location filename="../../processing_algorithms/base/question_algorithm.py"/>
        <location filename="../../processing_algorithms/base/span_algorithm.py"/>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <location filename="../../processing_algorithms/results/places/concentration_page.py"/>
        <location filename="../../processing_algorithms/space_time_scan.py"/>
        <location filename="../../safestats_core/hotspots/aoristic.py"/>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Incidents</source>
        <translation>Incidents</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/briefing/project.py"/>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>Background</source>
        <translation>Fond de carte</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/briefing/project.py"/>
        <source>Place and period</source>
        <translation>Lieu et période</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/briefing/project.py"/>
        <location filename="../../qgis_plugin/catalogue/area_choice.py"/>
        <source>What the map shows</source>
        <translation>Ce que montre la carte</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/briefing/project.py"/>
        <source>Click here to write what your readers should take away.</source>
        <translation>Cliquez ici pour écrire ce que vos lecteurs doivent retenir.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/briefing/project.py"/>
        <source>Data as of: write the day.</source>
        <translation>Données au : écrivez le jour.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/briefing/project.py"/>
        <source>Legend</source>
        <translation>Légende</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/browser/browsing.py"/>
        <location filename="../../qgis_plugin/catalogue/query_keeping.py"/>
        <source>Asking for saved queries</source>
        <translation>Recherche des requêtes enregistrées</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/browser/browsing.py"/>
        <source>Wait until the other data are loaded, then drag it again.</source>
        <translation>Attendez que les autres données soient chargées, puis faites glisser de nouveau.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/browser/browsing.py"/>
        <location filename="../../qgis_plugin/layers/desk.py"/>
        <source>Sign in to {portal} in the SafeStats panel first.</source>
        <translation>Connectez-vous d'abord à {portal} dans le panneau SafeStats.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/browser/items.py"/>
        <source>Add a portal in the SafeStats panel</source>
        <translation>Ajoutez un portail dans le panneau SafeStats</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/browser/items.py"/>
        <source>Sign in with the SafeStats panel</source>
        <translation>Connectez-vous dans le panneau SafeStats</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/browser/items.py"/>
        <source>{name}, saved by {owner}</source>
        <translation>{name}, enregistrée par {owner}</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/browser/wish.py"/>
        <source>What was dropped is no dataset of SafeStats. Drag it from the Browser again.</source>
        <translation>Ce qui a été déposé n'est pas un jeu de données de SafeStats. Faites-le glisser de nouveau depuis l'Explorateur.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/add_portal_dialog.py"/>
        <location filename="../../qgis_plugin/options/portal_table.py"/>
        <source>Add a portal</source>
        <translation>Ajouter un portail</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/area_choice.py"/>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <location filename="../../processing_algorithms/base/question_algorithm.py"/>
        <location filename="../../resources/models/boroughprofile.model3"/>
        <source>Area</source>
        <translation>Zone</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/area_choice.py"/>
        <source>Polygon layer</source>
        <translation>Couche de polygones</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/area_choice.py"/>
        <source>Draw: click corners, right-click to finish</source>
        <translation>Dessiner : cliquez les sommets, clic droit pour terminer</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/area_choice.py"/>
        <source>Everywhere I may see</source>
        <translation>Partout où j'ai accès</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/area_choice.py"/>
        <source>Polygons of a layer (the selected ones, if any)</source>
        <translation>Les polygones d'une couche (ceux qui sont sélectionnés, s'il y en a)</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/area_choice.py"/>
        <source>A polygon drawn on the map</source>
        <translation>Un polygone dessiné sur la carte</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/area_choice.py"/>
        <source>Boroughs and wards by name</source>
        <translation>Arrondissements et circonscriptions par leur nom</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/area_choice.py"/>
        <source>No polygon is drawn yet. Press 'Draw', click its corners, and right-click to finish.</source>
        <translation>Aucun polygone n'est encore dessiné. Appuyez sur « Dessiner », cliquez ses sommets, puis terminez par un clic droit.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/area_choice.py"/>
        <source>No borough or ward is ticked yet. Tick one, or choose another kind of area.</source>
        <translation>Aucun arrondissement ni aucune circonscription n'est coché. Cochez-en un, ou choisissez un autre type de zone.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/area_choice.py"/>
        <source>The area of the saved query</source>
        <translation>La zone de la requête enregistrée</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/category_choice.py"/>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <location filename="../../processing_algorithms/base/question_algorithm.py"/>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <source>Categories</source>
        <translation>Catégories</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/category_choice.py"/>
        <source>All categories</source>
        <translation>Toutes les catégories</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/category_choice.py"/>
        <source>In brackets: rows in the {months} months on this computer.</source>
        <translation>Entre parenthèses : les lignes des {months} mois présents sur cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/code_panel.py"/>
        <source>Open {address} in any browser, on this computer or another, within {minutes} minutes, and type:</source>
        <translation>Ouvrez {address} dans un navigateur, sur cet ordinateur ou un autre, dans les {minutes} minutes, et saisissez :</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/code_panel.py"/>
        <source>Code to type</source>
        <translation>Code à saisir</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/code_panel.py"/>
        <source>Copy the code</source>
        <translation>Copier le code</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/code_panel.py"/>
        <source>Open the page here</source>
        <translation>Ouvrir la page ici</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/coverage_calendar.py"/>
        <source>Months that are there</source>
        <translation>Mois disponibles</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/coverage_months.py"/>
        <source>No month yet.</source>
        <translation>Pas encore de mois.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/coverage_months.py"/>
        <source>{first} to {last}: {count} months</source>
        <translation>{first} à {last} : {count} mois</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/coverage_months.py"/>
        <source>{first}: one month</source>
        <translation>{first} : un mois</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/coverage_months.py"/>
        <source>complete</source>
        <translation>complet</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/coverage_months.py"/>
        <source>partly there</source>
        <translation>partiel</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/coverage_months.py"/>
        <source>missing</source>
        <translation>manquant</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/coverage_months.py"/>
        <source>{months} and {number} more</source>
        <translation>{months} et {number} de plus</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/coverage_months.py"/>
        <source>all complete</source>
        <translation>tous complets</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/dataset_details.py"/>
        <source>About the dataset</source>
        <translation>À propos du jeu de données</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/dataset_details.py"/>
        <source>Terms of use…</source>
        <translation>Conditions d'utilisation…</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/dataset_details.py"/>
        <source>One month of it is on this computer.</source>
        <translation>Un de ses mois est sur cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/dataset_details.py"/>
        <source>{first} to {last}</source>
        <translation>{first} à {last}</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/dataset_details.py"/>
        <location filename="../../qgis_plugin/catalogue/dataset_model.py"/>
        <source>no data yet</source>
        <translation>pas encore de données</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/dataset_details.py"/>
        <location filename="../../qgis_plugin/layers/extract.py"/>
        <location filename="../../processing_algorithms/print_briefing.py"/>
        <location filename="../../processing_algorithms/results/marked.py"/>
        <location filename="../../processing_algorithms/results/provenance.py"/>
        <source>Handling: {marking}.</source>
        <translation>Marquage : {marking}.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/dataset_details.py"/>
        <source>{months} months of it are on this computer.</source>
        <translation>{months} de ses mois sont sur cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/dataset_details.py"/>
        <source>not stated</source>
        <translation>non précisé</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/dataset_details.py"/>
        <location filename="../../qgis_plugin/catalogue/dataset_model.py"/>
        <location filename="../../qgis_plugin/catalogue/load_bar.py"/>
        <source>{rows} rows</source>
        <translation>{rows} lignes</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/dataset_details.py"/>
        <source>last updated {day}</source>
        <translation>dernière mise à jour le {day}</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/dataset_model.py"/>
        <source>terms of use</source>
        <translation>conditions d'utilisation</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/dataset_model.py"/>
        <source>Other</source>
        <translation>Autres</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/dataset_model.py"/>
        <source>updated {day}</source>
        <translation>mis à jour le {day}</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/dataset_tree.py"/>
        <source>Find a dataset</source>
        <translation>Chercher un jeu de données</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/dataset_tree.py"/>
        <source>Datasets that you may use</source>
        <translation>Jeux de données que vous pouvez utiliser</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/dock.py"/>
        <source>Nothing was loaded: the terms of use were not accepted. Load again to read them once more.</source>
        <translation>Rien n'a été chargé : les conditions d'utilisation n'ont pas été acceptées. Chargez de nouveau pour les relire.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/first_portal.py"/>
        <source>SafeStats shows the data of police, ambulance, fire and others, as far as each person may see it. Your data manager tells you the address of the portal, and adds you there under your own name.</source>
        <translation>SafeStats montre les données de la police, des secours, des pompiers et d'autres, dans la limite des droits de chacun. Votre gestionnaire des données vous indique l'adresse du portail et vous y inscrit sous votre propre nom.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/first_portal.py"/>
        <source>No portal? Open police data needs no name and no password, and comes as published points.</source>
        <translation>Pas de portail ? Les données ouvertes de la police ne demandent ni nom ni mot de passe ; elles viennent sous forme de points publiés.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/first_portal.py"/>
        <source>Address of the portal</source>
        <translation>Adresse du portail</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/first_portal.py"/>
        <source>Add the portal</source>
        <translation>Ajouter le portail</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/first_portal.py"/>
        <source>Begin with open data instead</source>
        <translation>Commencer avec des données ouvertes</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/first_portal.py"/>
        <source>Street-level crime of England, Wales and Northern Ireland, data.police.uk</source>
        <translation>Délinquance à l'échelle de la rue en Angleterre, au pays de Galles et en Irlande du Nord, data.police.uk</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/first_portal.py"/>
        <source>&amp;Address of your SafeStats portal</source>
        <translation>A&amp;dresse de votre portail SafeStats</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/first_portal.py"/>
        <source>See community-safety data on your map</source>
        <translation>Les données de sécurité publique sur votre carte</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/load_bar.py"/>
        <source>How many rows to expect</source>
        <translation>Combien de lignes attendre</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/load_bar.py"/>
        <source>Load on&amp;to the map</source>
        <translation>Charger sur &amp;la carte</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/load_bar.py"/>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Entrée</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/load_bar.py"/>
        <source>Load as cou&amp;nts</source>
        <translation>E&amp;n comptages</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/load_bar.py"/>
        <source>Wards with how many incidents they have, without a single point</source>
        <translation>Les circonscriptions avec leur nombre d'incidents, sans un seul point</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/load_bar.py"/>
        <location filename="../../qgis_plugin/dependencies/page.py"/>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/load_bar.py"/>
        <location filename="../../qgis_plugin/dependencies/page.py"/>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/load_bar.py"/>
        <source>Escape</source>
        <translation>Échap</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/load_bar.py"/>
        <source>At most {rows} rows</source>
        <translation>Au plus {rows} lignes</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/load_bar.py"/>
        <source>There is nothing in this period.</source>
        <translation>Il n'y a rien dans cette période.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/load_bar.py"/>
        <source>all on this computer</source>
        <translation>tout est sur cet ordinateur</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/load_bar.py"/>
        <source>{rows} in {months} months; {comes}.</source>
        <translation>{rows} en {months} mois ; {comes}.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/load_bar.py"/>
        <source>{rows} in one month; {comes}.</source>
        <translation>{rows} en un mois ; {comes}.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/load_bar.py"/>
        <source>{fetched} to fetch</source>
        <translation>{fetched} à télécharger</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/looking.py"/>
        <source>Counting rows</source>
        <translation>Comptage des lignes</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/looking.py"/>
        <source>Looking for boroughs and wards</source>
        <translation>Recherche des arrondissements et circonscriptions</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/looking.py"/>
        <source>Asking for the terms of use</source>
        <translation>Demande des conditions d'utilisation</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/looking.py"/>
        <source>Accepting the terms of use</source>
        <translation>Acceptation des conditions d'utilisation</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/looking.py"/>
        <source>Looking at {title}</source>
        <translation>Consultation de {title}</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/looking.py"/>
        <source>Terms of use come first: you can read them when you load.</source>
        <translation>Les conditions d'utilisation viennent d'abord : vous pourrez les lire au chargement.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/looking.py"/>
        <source>There are no terms of use any more.</source>
        <translation>Il n'y a plus de conditions d'utilisation.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/map_shapes.py"/>
        <source>There is no polygon layer in the project. Add one, or choose another kind of area.</source>
        <translation>Il n'y a pas de couche de polygones dans le projet. Ajoutez-en une, ou choisissez un autre type de zone.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/map_shapes.py"/>
        <source>Layer '{name}' has no polygon. Choose another layer.</source>
        <translation>La couche « {name} » n'a pas de polygone. Choisissez une autre couche.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/named_areas.py"/>
        <source>{name} (ward, {borough})</source>
        <translation>{name} (circonscription, {borough})</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/named_areas.py"/>
        <source>{name} (ward)</source>
        <translation>{name} (circonscription)</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/named_areas.py"/>
        <source>The portal has no boroughs or wards by name. Choose another kind of area.</source>
        <translation>Le portail ne connaît ni arrondissement ni circonscription par leur nom. Choisissez un autre type de zone.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/named_areas.py"/>
        <source>Find a borough or ward</source>
        <translation>Chercher un arrondissement ou une circonscription</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/named_areas.py"/>
        <source>Boroughs and wards: the space bar ticks one</source>
        <translation>Arrondissements et circonscriptions : la barre d'espace en coche un</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/named_areas.py"/>
        <source>Asking the portal…</source>
        <translation>Interrogation du portail…</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/named_areas.py"/>
        <source>{number} chosen: {names}</source>
        <translation>{number} choisis : {names}</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/named_areas.py"/>
        <source>None chosen yet.</source>
        <translation>Aucun choix pour l'instant.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/named_areas.py"/>
        <source>{name} (borough)</source>
        <translation>{name} (arrondissement)</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/page.py"/>
        <source>State of the connection</source>
        <translation>État de la connexion</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/period_choice.py"/>
        <location filename="../../processing_algorithms/select_by_date_time.py"/>
        <source>Period</source>
        <translation>Période</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/period_choice.py"/>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <location filename="../../processing_algorithms/base/question_algorithm.py"/>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <source>First month</source>
        <translation>Premier mois</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/period_choice.py"/>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <location filename="../../processing_algorithms/base/question_algorithm.py"/>
        <source>Last month</source>
        <translation>Dernier mois</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/period_choice.py"/>
        <source>All months</source>
        <translation>Tous les mois</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/period_choice.py"/>
        <source>Last 12 months</source>
        <translation>12 derniers mois</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/period_choice.py"/>
        <source>The same months a year earlier</source>
        <translation>Les mêmes mois un an plus tôt</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/period_choice.py"/>
        <source>Chosen months</source>
        <translation>Mois choisis</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/period_choice.py"/>
        <location filename="../../qgis_plugin/layers/map_tips.py"/>
        <source>to</source>
        <translation>à</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/period_presets.py"/>
        <source>There is nothing from {first} to {last}: this dataset begins in {begins}. Choose a later period first.</source>
        <translation>Il n'y a rien de {first} à {last} : ce jeu de données commence en {begins}. Choisissez d'abord une période plus tardive.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/portal_bar.py"/>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <location filename="../../processing_algorithms/load_incidents.py"/>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <source>Portal</source>
        <translation>Portail</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/portal_bar.py"/>
        <source>Sign in or out</source>
        <translation>Se connecter ou se déconnecter</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/portal_bar.py"/>
        <source>Press Down for other ways, other people and other portals</source>
        <translation>Flèche vers le bas : autres moyens, autres personnes et autres portails</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/portal_bar.py"/>
        <source>Add a portal…</source>
        <translation>Ajouter un portail…</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/portal_bar.py"/>
        <source>Forget this portal</source>
        <translation>Oublier ce portail</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/portal_bar.py"/>
        <source>Sign in with a code, in a browser anywhere…</source>
        <translation>Se connecter avec un code, dans n'importe quel navigateur…</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/portal_bar.py"/>
        <location filename="../../qgis_plugin/options/portal_table.py"/>
        <source>Portals</source>
        <translation>Portails</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/portal_bar.py"/>
        <source>Sign out, and destroy what is kept on this computer…</source>
        <translation>Se déconnecter et détruire ce qui est conservé sur cet ordinateur…</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/portal_bar.py"/>
        <source>Sign in as somebody else…</source>
        <translation>Se connecter sous un autre nom…</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/portal_bar.py"/>
        <source>Sign out</source>
        <translation>Se déconnecter</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/portal_bar.py"/>
        <source>Sign in…</source>
        <translation>Se connecter…</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/portal_bar.py"/>
        <source>Go on as {username}</source>
        <translation>Continuer en tant que {username}</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/query_form.py"/>
        <source>Per&amp;iod</source>
        <translation>Péri&amp;ode</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/query_form.py"/>
        <source>Da&amp;ys</source>
        <translation>Jour&amp;s</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/query_form.py"/>
        <source>Ho&amp;urs</source>
        <translation>&amp;Heures</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/query_form.py"/>
        <source>Cate&amp;gories</source>
        <translation>Caté&amp;gories</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/query_form.py"/>
        <source>&amp;Area</source>
        <translation>&amp;Zone</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/query_keeping.py"/>
        <source>Saving '{name}'</source>
        <translation>Enregistrement de « {name} »</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/query_keeping.py"/>
        <source>Saved '{name}'.</source>
        <translation>« {name} » est enregistrée.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/query_keeping.py"/>
        <source>Forgetting '{name}'</source>
        <translation>Suppression de « {name} »</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/query_keeping.py"/>
        <source>Forgot '{name}'.</source>
        <translation>« {name} » est oubliée.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/query_keeping.py"/>
        <source>'{name}' asks for {dataset}, which you may not see at the level '{level}'.</source>
        <translation>« {name} » demande {dataset}, que vous ne pouvez pas voir au niveau « {level} ».</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/saved_queries.py"/>
        <source>&amp;Queries</source>
        <translation>Re&amp;quêtes</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/saved_queries.py"/>
        <source>Queries that you or colleagues have saved</source>
        <translation>Requêtes que vous ou vos collègues avez enregistrées</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/saved_queries.py"/>
        <source>Saved queries</source>
        <translation>Requêtes enregistrées</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/saved_queries.py"/>
        <source>Save these filters…</source>
        <translation>Enregistrer ces filtres…</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/saved_queries.py"/>
        <source>Save these filters</source>
        <translation>Enregistrer ces filtres</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/saved_queries.py"/>
        <source>Name of the query</source>
        <translation>Nom de la requête</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/saved_queries.py"/>
        <source>Colleagues who may see this dataset can use it</source>
        <translation>Les collègues qui ont accès à ce jeu de données peuvent l'utiliser</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/saved_queries.py"/>
        <source>&amp;Name</source>
        <translation>&amp;Nom</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/saved_queries.py"/>
        <source>The portal keeps the filters under this name, and none of the data.</source>
        <translation>Le portail conserve les filtres sous ce nom, et aucune donnée.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/saved_queries.py"/>
        <source>Mine</source>
        <translation>Les miennes</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/saved_queries.py"/>
        <source>From colleagues</source>
        <translation>De collègues</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/saved_queries.py"/>
        <source>Forget</source>
        <translation>Oublier</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/sign_in_questions.py"/>
        <source>This computer has no keyring. Give a passphrase to keep your data here, encrypted, for next time.
Leave it empty to keep everything in memory until QGIS closes.</source>
        <translation>Cet ordinateur n'a pas de trousseau de clés. Donnez une phrase secrète pour conserver ici vos données, chiffrées, jusqu'à la prochaine fois.
Laissez vide pour tout garder en mémoire jusqu'à la fermeture de QGIS.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/sign_in_questions.py"/>
        <source>Sign {name} out, and destroy what is kept on this computer with its key? Layers on the map stay until QGIS closes. The data can be fetched again from the portal.</source>
        <translation>Déconnecter {name} et détruire ce qui est conservé sur cet ordinateur, avec sa clé ? Les couches de la carte restent jusqu'à la fermeture de QGIS. Les données peuvent être téléchargées de nouveau depuis le portail.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/signed_out.py"/>
        <source>Sign in to see the datasets that you may use. You type your password in a browser only.</source>
        <translation>Connectez-vous pour voir les jeux de données que vous pouvez utiliser. Votre mot de passe n'est saisi que dans un navigateur.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/signed_out.py"/>
        <source>Sign in with the browser of this computer</source>
        <translation>Se connecter avec le navigateur de cet ordinateur</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/signed_out.py"/>
        <source>Sign in with a code, in a browser anywhere</source>
        <translation>Se connecter avec un code, dans n'importe quel navigateur</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/terms_dialog.py"/>
        <source>Terms of use</source>
        <translation>Conditions d'utilisation</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/terms_dialog.py"/>
        <source>I &amp;accept these terms</source>
        <translation>J'&amp;accepte ces conditions</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/terms_dialog.py"/>
        <source>&amp;Not now</source>
        <translation>&amp;Pas maintenant</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/terms_dialog.py"/>
        <source>Version {version}. Accept these terms to use the data; until then nothing is loaded.</source>
        <translation>Version {version}. Acceptez ces conditions pour utiliser les données ; rien n'est chargé avant.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/terms_dialog.py"/>
        <source>Terms of use of {title}</source>
        <translation>Conditions d'utilisation de {title}</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/terms_dialog.py"/>
        <source>Version {version}. You have accepted these terms.</source>
        <translation>Version {version}. Vous avez accepté ces conditions.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/time_choice.py"/>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>Hours of the day</source>
        <translation>Heures de la journée</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/time_choice.py"/>
        <source>all day; or 22-06, or 7:30-9:30, 16-19</source>
        <translation>toute la journée ; ou 22-06, ou 7:30-9:30, 16-19</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/time_choice.py"/>
        <source>Only the month is known here: days and hours cannot be chosen.</source>
        <translation>Seul le mois est connu ici : ni les jours ni les heures ne peuvent être choisis.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/time_choice.py"/>
        <source>Only the day is known at this level. Days are narrowed on this computer, after loading.</source>
        <translation>Seul le jour est connu à ce niveau. Les jours sont filtrés sur cet ordinateur, après le chargement.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/catalogue/time_choice.py"/>
        <source>Narrowed on this computer, after loading. A time that is not known exactly may fit.</source>
        <translation>Filtré sur cet ordinateur, après le chargement. Une heure qui n'est pas connue exactement peut convenir.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/connection.py"/>
        <source>Waiting for the code to be typed</source>
        <translation>En attente de la saisie du code</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/connection.py"/>
        <source>Looking for your session</source>
        <translation>Recherche de votre session</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/connection.py"/>
        <source>Waiting for you to sign in with your browser</source>
        <translation>En attente de votre connexion dans le navigateur</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/connection.py"/>
        <source>Signing out</source>
        <translation>Déconnexion</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/connection.py"/>
        <source>No browser could be opened. Open this address in a browser on this computer: {address}</source>
        <translation>Aucun navigateur n'a pu être ouvert. Ouvrez cette adresse dans un navigateur sur cet ordinateur : {address}</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/connection.py"/>
        <source>Loading {title}</source>
        <translation>Chargement de {title}</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/connection.py"/>
        <location filename="../../qgis_plugin/tasks.py"/>
        <source>Stopped: {work}.</source>
        <translation>Arrêté : {work}.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/loading.py"/>
        <source>The portal cannot be reached: these rows come from this computer. They are as they were on {as_of}, and you may use them until {until}.</source>
        <translation>Le portail est injoignable : ces lignes viennent de cet ordinateur. Elles sont dans l'état du {as_of}, et vous pouvez les utiliser jusqu'au {until}.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/loading.py"/>
        <source>Counted here, from the {rows} incidents that you may see.</source>
        <translation>Compté ici, à partir des {rows} incidents que vous pouvez voir.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/loading.py"/>
        <source>{title} does not show you the ward of an incident. Load it onto the map instead.</source>
        <translation>{title} ne vous montre pas la circonscription d'un incident. Chargez-le plutôt sur la carte.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/open_data.py"/>
        <source>data.police.uk is asked for one place at a time. Under Area choose what the map shows, a polygon layer, or draw a polygon.</source>
        <translation>data.police.uk s'interroge un lieu à la fois. Sous « Zone », choisissez ce que montre la carte, une couche de polygones, ou dessinez un polygone.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/open_data.py"/>
        <source>data.police.uk is asked for at most {number} months at a time. Choose fewer.</source>
        <translation>data.police.uk s'interroge pour {number} mois au plus à la fois. Choisissez-en moins.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/portals.py"/>
        <source>Open data (data.police.uk)</source>
        <translation>Données ouvertes (data.police.uk)</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/portals.py"/>
        <source>'{name}' cannot name a portal. Use a few words without a slash.</source>
        <translation>« {name} » ne peut pas nommer un portail. Utilisez quelques mots sans barre oblique.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/sessions.py"/>
        <source>You are signed out on this computer, but the portal does not know it yet.</source>
        <translation>Vous êtes déconnecté sur cet ordinateur, mais le portail ne le sait pas encore.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/state_words.py"/>
        <source>The portal cannot be reached. You see what it said on {day}, and may use it until {end}.</source>
        <translation>Le portail est injoignable. Vous voyez ce qu'il a dit le {day}, et pouvez l'utiliser jusqu'au {end}.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/state_words.py"/>
        <source>Data is kept encrypted on this computer.</source>
        <translation>Les données sont conservées chiffrées sur cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/state_words.py"/>
        <source>No portal yet. Add one, and sign in.</source>
        <translation>Pas encore de portail. Ajoutez-en un, puis connectez-vous.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/state_words.py"/>
        <source>Open data, without signing in. Nothing of it is kept on this computer.</source>
        <translation>Données ouvertes, sans connexion. Rien n'en est conservé sur cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/state_words.py"/>
        <source>Data is kept in memory only, until QGIS closes.</source>
        <translation>Les données ne sont gardées qu'en mémoire, jusqu'à la fermeture de QGIS.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/state_words.py"/>
        <source>{name}, {organisation}. {count} datasets. {kept}</source>
        <translation>{name}, {organisation}. {count} jeux de données. {kept}</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/state_words.py"/>
        <source>Signed out of {portal}.</source>
        <translation>Déconnecté de {portal}.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/connection/transport.py"/>
        <source>QGIS cannot use the authentication configuration '{authcfg}'. Look at it under Settings &gt; Options &gt; Authentication, and give the master password when QGIS asks for it.</source>
        <translation>QGIS ne peut pas utiliser la configuration d'authentification « {authcfg} ». Vérifiez-la sous Préférences &gt; Options &gt; Authentification, et donnez le mot de passe principal quand QGIS le demande.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/dependencies/installing.py"/>
        <source>The packages could not be installed. pip said: {reason} Try a folder of wheels, or the command shown.</source>
        <translation>Les paquets n'ont pas pu être installés. pip a dit : {reason} Essayez un dossier de fichiers wheel, ou la commande affichée.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/dependencies/installing.py"/>
        <source>This Python has no pip. Install it (on Debian and Ubuntu: sudo apt install python3-pip) and try again.</source>
        <translation>Ce Python n'a pas pip. Installez-le (sous Debian et Ubuntu : sudo apt install python3-pip) et réessayez.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/dependencies/installing.py"/>
        <location filename="../../qgis_plugin/dependencies/page.py"/>
        <source>Installing packages</source>
        <translation>Installation des paquets</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/dependencies/installing.py"/>
        <source>No Python program was found in {prefix}. Install the packages with the command shown.</source>
        <translation>Aucun programme Python n'a été trouvé dans {prefix}. Installez les paquets avec la commande affichée.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/dependencies/installing.py"/>
        <source>Installing took more than {minutes} minutes and was stopped. Try again.</source>
        <translation>L'installation a duré plus de {minutes} minutes et a été arrêtée. Réessayez.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/dependencies/needed.py"/>
        <source>{name} {there} is there, {needed} is needed</source>
        <translation>{name} {there} est là, il faut {needed}</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/dependencies/page.py"/>
        <source>SafeStats needs Python packages that this QGIS does not have:
{names}.

They can be installed into a folder of their own in your QGIS profile. Nothing that QGIS has is replaced, no administrator is needed, and every file is checked against its known hash.</source>
        <translation>SafeStats a besoin de paquets Python que ce QGIS n'a pas :
{names}.

Ils peuvent être installés dans un dossier à part de votre profil QGIS. Rien de ce que QGIS possède n'est remplacé, aucun administrateur n'est nécessaire, et chaque fichier est vérifié par son empreinte connue.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/dependencies/page.py"/>
        <source>QGIS or another plugin uses the old {names} already. Install, and start QGIS again. If this page comes back, switch that plugin off, or have the old package removed or updated where it was installed.</source>
        <translation>QGIS ou une autre extension utilise déjà l'ancien {names}. Installez, puis redémarrez QGIS. Si cette page revient, désactivez cette extension, ou faites retirer ou mettre à jour l'ancien paquet là où il a été installé.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/dependencies/page.py"/>
        <source>Install them from the internet</source>
        <translation>Les installer depuis Internet</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/dependencies/page.py"/>
        <source>Install from a folder of wheel files…</source>
        <translation>Installer depuis un dossier de fichiers wheel…</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/dependencies/page.py"/>
        <source>Command that installs the packages</source>
        <translation>Commande qui installe les paquets</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/dependencies/page.py"/>
        <source>Or do it yourself, and start QGIS again:</source>
        <translation>Ou faites-le vous-même, puis redémarrez QGIS :</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/dependencies/page.py"/>
        <source>Folder of wheel files</source>
        <translation>Dossier de fichiers wheel</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/dependencies/page.py"/>
        <source>Of a package that is too old a newer one goes into that folder. All of QGIS uses the newer one while SafeStats is switched on; the old one stays where it is.</source>
        <translation>D'un paquet trop ancien, une version plus récente va dans ce dossier. Tout QGIS utilise la plus récente tant que SafeStats est activé ; l'ancienne reste où elle est.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/dependencies/page.py"/>
        <source>{names}: it comes with QGIS itself, so install a newer QGIS.</source>
        <translation>{names} : il vient avec QGIS lui-même, installez donc un QGIS plus récent.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/dependencies/page.py"/>
        <source>Installed. Start QGIS again: {names}, and is in use.</source>
        <translation>Installé. Redémarrez QGIS : {names}, et l'ancien est en service.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/desktop.py"/>
        <source>This QGIS lacks {names}: everything works from memory, and nothing is kept until the next start.</source>
        <translation>Il manque à ce QGIS : {names}. Tout fonctionne en mémoire, et rien n'est conservé jusqu'au prochain démarrage.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/desktop.py"/>
        <source>Datasets</source>
        <translation>Jeux de données</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/desktop.py"/>
        <source>Explore</source>
        <translation>Explorer</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/desktop.py"/>
        <source>Install…</source>
        <translation>Installer…</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/desktop.py"/>
        <source>Installed. Sign in again, and what you load is kept, encrypted.</source>
        <translation>Installé. Reconnectez-vous, et ce que vous chargez sera conservé, chiffré.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/bar_chart.py"/>
        <source>{label}: {number}, {selected} selected</source>
        <translation>{label} : {number}, dont {selected} sélectionnés</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/bar_chart.py"/>
        <source>{label}: {number}</source>
        <translation>{label} : {number}</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/bar_chart.py"/>
        <source>{label}: not supplied</source>
        <translation>{label} : non fourni</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/charts.py"/>
        <source>Incidents by month</source>
        <translation>Incidents par mois</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/charts.py"/>
        <location filename="../../processing_algorithms/results/space_time/week_page.py"/>
        <source>Incidents by weekday and hour</source>
        <translation>Incidents par jour de la semaine et heure</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/charts.py"/>
        <source>Incidents by category</source>
        <translation>Incidents par catégorie</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/charts.py"/>
        <source>Mon</source>
        <translation>lun.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/charts.py"/>
        <source>Tue</source>
        <translation>mar.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/charts.py"/>
        <source>Wed</source>
        <translation>mer.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/charts.py"/>
        <source>Thu</source>
        <translation>jeu.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/charts.py"/>
        <source>Fri</source>
        <translation>ven.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/charts.py"/>
        <source>Sat</source>
        <translation>sam.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/charts.py"/>
        <source>Sun</source>
        <translation>dim.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/charts.py"/>
        <location filename="../../qgis_plugin/layers/map_tips.py"/>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/charts.py"/>
        <source>Week</source>
        <translation>Semaine</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/charts.py"/>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <location filename="../../processing_algorithms/results/sharing/page.py"/>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/charts.py"/>
        <source>(none)</source>
        <translation>(aucune)</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/dock.py"/>
        <source>SafeStats: explore</source>
        <translation>SafeStats : explorer</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/dock.py"/>
        <source>Layer to explore</source>
        <translation>Couche à explorer</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/dock.py"/>
        <source>Copy as picture</source>
        <translation>Copier comme image</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/dock.py"/>
        <source>Copy as table</source>
        <translation>Copier comme tableau</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/dock.py"/>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <source>Where</source>
        <translation>Où</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/exploring.py"/>
        <location filename="../../qgis_plugin/explore/memory_rows.py"/>
        <location filename="../../qgis_plugin/explore/rows.py"/>
        <source>Reading the layer</source>
        <translation>Lecture de la couche</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/exploring.py"/>
        <source>Counting</source>
        <translation>Comptage</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/exploring.py"/>
        <source>Drawing the density</source>
        <translation>Dessin de la densité</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/exploring.py"/>
        <source>Choose a layer of points.</source>
        <translation>Choisissez une couche de points.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/exploring.py"/>
        <source>Reading the layer…</source>
        <translation>Lecture de la couche…</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/exploring.py"/>
        <source>{rows} incidents.</source>
        <translation>{rows} incidents.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/exploring.py"/>
        <source>Cells of {size} m.</source>
        <translation>Cellules de {size} m.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/exploring.py"/>
        <source>{undated} without a time.</source>
        <translation>{undated} sans date.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/preview_controls.py"/>
        <source>Show the density on the map</source>
        <translation>Montrer la densité sur la carte</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/preview_controls.py"/>
        <location filename="../../processing_algorithms/asking/density_carriers.py"/>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <location filename="../../processing_algorithms/kernel_density.py"/>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <source>Bandwidth</source>
        <translation>Largeur de bande</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/explore/preview_controls.py"/>
        <location filename="../../processing_algorithms/count_grid.py"/>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <location filename="../../processing_algorithms/kernel_density.py"/>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <location filename="../../processing_algorithms/prospective.py"/>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>Cell size</source>
        <translation>Taille de cellule</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/finding/finding.py"/>
        <source>Asking for areas</source>
        <translation>Demande des zones</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/finding/finding.py"/>
        <source>SafeStats dataset</source>
        <translation>Jeu de données SafeStats</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/finding/locator.py"/>
        <source>SafeStats algorithm</source>
        <translation>Algorithme SafeStats</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/finding/locator.py"/>
        <source>SafeStats area</source>
        <translation>Zone SafeStats</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/interrupting.py"/>
        <source>Stopped.</source>
        <translation>Arrêté.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/category_style.py"/>
        <source>Any other category</source>
        <translation>Toute autre catégorie</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/desk.py"/>
        <source>Refreshing {layer}</source>
        <translation>Actualisation de {layer}</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/desk.py"/>
        <source>Sign in to SafeStats to load this layer: {portal}</source>
        <translation>Connectez-vous à SafeStats pour charger cette couche : {portal}</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/differences.py"/>
        <source>nothing has changed</source>
        <translation>rien n'a changé</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/differences.py"/>
        <source>{number} new</source>
        <translation>{number} nouveaux</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/differences.py"/>
        <source>{number} changed</source>
        <translation>{number} modifiés</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/differences.py"/>
        <source>{number} gone</source>
        <translation>{number} disparus</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/exporting.py"/>
        <source>Export it all the same?</source>
        <translation>L'exporter quand même ?</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/exporting.py"/>
        <source>Sign in to the portal of '{layer}' first: it has to be told of every export.</source>
        <translation>Connectez-vous d'abord au portail de « {layer} » : il doit être informé de chaque export.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/exporting.py"/>
        <source>Not asked for</source>
        <translation>Non demandé</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/exporting.py"/>
        <source>The terms of use ask what you need them for. The portal is told.</source>
        <translation>Les conditions d'utilisation demandent à quoi elles vous servent. Le portail en est informé.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/exporting.py"/>
        <source>Reporting the export</source>
        <translation>Déclaration de l'export</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/exporting.py"/>
        <source>'{layer}' is made from data marked {handling}, and nobody has looked whether it is safe to share. The algorithm 'Safe to share' does that.</source>
        <translation>« {layer} » est fait de données marquées {handling}, et personne n'a regardé s'il peut être partagé sans risque. L'algorithme « Partage sans risque » le fait.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/exporting.py"/>
        <source>These rows are marked {handling}. In a file or on the clipboard nothing protects them.</source>
        <translation>Ces lignes portent le marquage {handling}. Dans un fichier ou dans le presse-papiers, rien ne les protège.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/exporting.py"/>
        <source>Go on?</source>
        <translation>Continuer ?</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/exporting.py"/>
        <source>Nothing was exported: the terms of use ask for a purpose.</source>
        <translation>Rien n'a été exporté : les conditions d'utilisation demandent une finalité.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/exporting.py"/>
        <source>The portal cannot be reached: it is told of the export when it can.</source>
        <translation>Le portail est injoignable : il sera informé de l'export dès que possible.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/extract.py"/>
        <source>Full records</source>
        <translation>Détail complet</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/extract.py"/>
        <source>Approximate points</source>
        <translation>Points approximatifs</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/extract.py"/>
        <source>Counts only</source>
        <translation>Comptages seuls</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/extract.py"/>
        <source>{number} incidents, of which {unlocated} have no location.</source>
        <translation>{number} incidents, dont {unlocated} sans localisation.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/extract.py"/>
        <source>{title}, {first} to {last}</source>
        <translation>{title}, {first} à {last}</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/extract.py"/>
        <source>Held in memory only: a project keeps the question, not the rows, and asks again when you have signed in.</source>
        <translation>Gardé en mémoire seulement : un projet conserve la question, pas les lignes, et la pose de nouveau quand vous êtes connecté.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/extract.py"/>
        <location filename="../../processing_algorithms/results/space_time/week_page.py"/>
        <source>{number} incidents.</source>
        <translation>{number} incidents.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/extract.py"/>
        <source>You see: {level}.</source>
        <translation>Vous voyez : {level}.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/extract.py"/>
        <source>You may use it for {hours} hours without reaching the portal.</source>
        <translation>Vous pouvez l'utiliser pendant {hours} heures sans joindre le portail.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/extract.py"/>
        <source>None of the counts of {title} lies in a ward that the portal has an outline of.</source>
        <translation>Aucun des comptages de {title} ne se trouve dans une circonscription dont le portail a le contour.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/extract.py"/>
        <source>Counts of {number} wards, {missing} without an outline left out.</source>
        <translation>Comptages de {number} circonscriptions, {missing} sans contour laissées de côté.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/layer_menu.py"/>
        <source>Refresh now</source>
        <translation>Actualiser maintenant</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/layer_menu.py"/>
        <source>Refresh as soon as the portal has news</source>
        <translation>Actualiser dès que le portail a du nouveau</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/layer_menu.py"/>
        <source>Refresh every 5 minutes</source>
        <translation>Actualiser toutes les 5 minutes</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/layer_menu.py"/>
        <source>Refresh every hour</source>
        <translation>Actualiser toutes les heures</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/layer_menu.py"/>
        <source>Refresh by hand only</source>
        <translation>Actualiser à la main seulement</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/making.py"/>
        <source>{title} (no location)</source>
        <translation>{title} (sans localisation)</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/making.py"/>
        <source>{title}, counts by ward</source>
        <translation>{title}, comptages par circonscription</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/placeholder.py"/>
        <source>(sign in to load)</source>
        <translation>(se connecter pour charger)</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/placeholder.py"/>
        <source>(not available)</source>
        <translation>(indisponible)</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/refreshing.py"/>
        <source>You may not see '{dataset}' any more. Ask your data manager if you need it.</source>
        <translation>Vous n'avez plus accès à « {dataset} ». Adressez-vous à votre gestionnaire des données si vous en avez besoin.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/refreshing.py"/>
        <source>{title} has new terms of use. Load it once from the SafeStats panel to read and accept them.</source>
        <translation>{title} a de nouvelles conditions d'utilisation. Chargez-le une fois depuis le panneau SafeStats pour les lire et les accepter.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/refreshing.py"/>
        <source>There is none of it at the moment.</source>
        <translation>Il n'y en a aucun pour le moment.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <location filename="../../processing_algorithms/asking/agency_records.py"/>
        <location filename="../../resources/models/boroughprofile.model3"/>
        <source>Category</source>
        <translation>Catégorie</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <source>Supplier's category</source>
        <translation>Catégorie du fournisseur</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <source>Outcome</source>
        <translation>Suite donnée</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <source>Happened from</source>
        <translation>Survenu à partir de</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <source>Happened until</source>
        <translation>Survenu jusqu'à</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <source>How well the time is known</source>
        <translation>Précision du moment</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <location filename="../../processing_algorithms/results/agencies/gap.py"/>
        <source>Place</source>
        <translation>Lieu</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <source>How well the place is known</source>
        <translation>Précision du lieu</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <source>Recorded by</source>
        <translation>Enregistré par</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <source>Supplier's reference</source>
        <translation>Référence du fournisseur</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <source>Incident</source>
        <translation>Incident</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <source>Other fields of the supplier</source>
        <translation>Autres champs du fournisseur</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <source>Area code</source>
        <translation>Code de zone</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <location filename="../../resources/models/boroughprofile.model3"/>
        <source>Month</source>
        <translation>Mois</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <source>Longitude</source>
        <translation>Longitude</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <source>Latitude</source>
        <translation>Latitude</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <location filename="../../resources/models/boroughprofile.model3"/>
        <source>Count</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/layers/words.py"/>
        <source>Record</source>
        <translation>Enregistrement</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/options/on_this_computer.py"/>
        <source>by hand only</source>
        <translation>à la main seulement</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/options/on_this_computer.py"/>
        <source>as soon as the portal has news</source>
        <translation>dès que le portail a du nouveau</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/options/on_this_computer.py"/>
        <source>every 5 minutes</source>
        <translation>toutes les 5 minutes</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/options/on_this_computer.py"/>
        <source>every hour</source>
        <translation>toutes les heures</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/options/on_this_computer.py"/>
        <source>no limit</source>
        <translation>sans limite</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/options/on_this_computer.py"/>
        <source>What was used longest ago goes first; it is fetched again when it is needed.</source>
        <translation>Ce qui n'a pas servi depuis le plus longtemps part en premier ; il est téléchargé de nouveau en cas de besoin.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/options/on_this_computer.py"/>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/options/on_this_computer.py"/>
        <source>&amp;Refresh layers that are loaded from now on</source>
        <translation>&amp;Actualiser les couches chargées à partir de maintenant</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/options/on_this_computer.py"/>
        <source>&amp;Keep on this computer, of each person, at most</source>
        <translation>&amp;Conserver sur cet ordinateur, par personne, au plus</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/options/on_this_computer.py"/>
        <source>Kept data, encrypted, lies in</source>
        <translation>Les données conservées, chiffrées, se trouvent dans</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/options/on_this_computer.py"/>
        <source>Packages that were installed lie in</source>
        <translation>Les paquets installés se trouvent dans</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/options/on_this_computer.py"/>
        <source>To destroy what is kept, open the menu beside 'Sign out' in the SafeStats panel.</source>
        <translation>Pour détruire ce qui est conservé, ouvrez le menu à côté de « Se déconnecter » dans le panneau SafeStats.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/options/page.py"/>
        <source>SafeStats</source>
        <translation>SafeStats</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/options/portal_table.py"/>
        <source>&amp;Portals that you can sign in to. Your data manager knows the address.</source>
        <translation>&amp;Portails auxquels vous pouvez vous connecter. Votre gestionnaire des données connaît l'adresse.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/options/portal_table.py"/>
        <source>Remove the selected portal</source>
        <translation>Retirer le portail sélectionné</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/options/portal_table.py"/>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/options/portal_table.py"/>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/tasks.py"/>
        <source>Unexpected {kind}. The '{tab}' tab of the log messages says where; please report it.</source>
        <translation>{kind} inattendu. L'onglet « {tab} » du journal des messages dit où ; merci de le signaler.</translation>
    </message>
    <message>
        <location filename="../../qgis_plugin/tasks.py"/>
        <source>Stopped before it began.</source>
        <translation>Arrêté avant d'avoir commencé.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <source>Accuracy of a hotspot map</source>
        <translation>Exactitude d'une carte de points chauds</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <source>crime,hotspot,prediction,accuracy,pai,pei,ser,rri,hit rate,evaluate,compare,safestats</source>
        <translation>délinquance,point chaud,prédiction,exactitude,taux de réussite,évaluer,comparer,hotspot,accuracy,pai,pei,ser,rri,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <source>Holds a hotspot map against incidents that happened after it was made: if the cells are searched from the highest score to the lowest, how many incidents lie in 1 %, 5 %, 20 % of the area? For every share of the area it gives the hit rate, the PAI (how many times denser than the study area as a whole: 1 is chance), the PEI (the share of what the best choice of as much area would have found: 1 is perfect) and the SER (incidents per square kilometre), as a table and as a page with the curve.</source>
        <translation>Confronte une carte de points chauds aux incidents survenus après elle : si l'on parcourt les cellules du score le plus élevé au plus bas, combien d'incidents se trouvent dans 1 %, 5 %, 20 % de la surface ? Pour chaque part de la surface, l'algorithme donne le taux de réussite, le PAI (combien de fois plus dense que l'ensemble de la zone d'étude : 1 est le hasard), le PEI (la part de ce que le meilleur choix d'une même surface aurait trouvé : 1 est parfait) et le SER (incidents par kilomètre carré), en tableau et en une page avec la courbe.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <source>On the incidents that the map was made from: every map foresees its own past. For a comparison of maps with different study areas: PAI grows with empty land around a city, so give the same study area to all. With few later incidents the numbers jump from period to period; use several periods.</source>
        <translation>Sur les incidents qui ont servi à faire la carte : toute carte prévoit son propre passé. Pour comparer des cartes de zones d'étude différentes : le PAI croît avec le terrain vide autour d'une ville, donnez donc à toutes la même zone d'étude. Avec peu d'incidents ultérieurs, les nombres varient fortement d'une période à l'autre ; utilisez plusieurs périodes.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <source>PAI: Chainey, Tompson &amp; Uhlig (2008), Security Journal 21. PEI: Hunt (2016). SER: Bowers, Johnson &amp; Pease (2004), British Journal of Criminology 44. RRI: Levine (2008), Security Journal 21.</source>
        <translation>PAI : Chainey, Tompson &amp; Uhlig (2008), Security Journal 21. PEI : Hunt (2016). SER : Bowers, Johnson &amp; Pease (2004), British Journal of Criminology 44. RRI : Levine (2008), Security Journal 21.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <source>Accuracy by area</source>
        <translation>Exactitude selon la surface</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <source>Share of the area searched (%)</source>
        <translation>Part de la surface parcourue (%)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <source>The numbers that the algorithm gives are those at this share. Default: 5 %.</source>
        <translation>Les nombres que donne l'algorithme sont ceux de cette part. Par défaut : 5 %.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <source>In place of a share: all cells with this score or more, for example 1 with gi_bin for all hot cells. Default: the share counts.</source>
        <translation>À la place d'une part : toutes les cellules de ce score ou plus, par exemple 1 avec gi_bin pour toutes les cellules chaudes. Par défaut : la part compte.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <source>Later incidents in the study area</source>
        <translation>Incidents ultérieurs dans la zone d'étude</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <source>Study area in km²</source>
        <translation>Zone d'étude en km²</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <source>Share of the area searched, 0 to 1</source>
        <translation>Part de la surface parcourue, de 0 à 1</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <source>Later incidents found</source>
        <translation>Incidents ultérieurs trouvés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <source>Hit rate, 0 to 1</source>
        <translation>Taux de réussite, de 0 à 1</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <source>Predictive accuracy index (PAI)</source>
        <translation>Indice d'exactitude prédictive (PAI)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <source>Predictive efficiency index (PEI)</source>
        <translation>Indice d'efficacité prédictive (PEI)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <source>Search efficiency rate (SER), incidents per km²</source>
        <translation>Taux d'efficacité de recherche (SER), incidents par km²</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <source>Recapture rate index (RRI)</source>
        <translation>Indice du taux de recapture (RRI)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <source>Area under the curve</source>
        <translation>Aire sous la courbe</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <source>Area under the best curve possible</source>
        <translation>Aire sous la meilleure courbe possible</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/accuracy.py"/>
        <source>Lowest score searched</source>
        <translation>Score le plus bas parcouru</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/agency_concordance.py"/>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Hot spots that agencies share</source>
        <translation>Points chauds communs aux organismes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/agency_concordance.py"/>
        <source>crime,hotspot,concordance,agreement,overlap,bivariate moran,spearman,jaccard,police,ambulance,hospital,multi-agency,safestats</source>
        <translation>délinquance,point chaud,concordance,accord,recouvrement,police,ambulance,hôpital,pluri-organismes,hotspot,bivariate moran,spearman,jaccard,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/agency_concordance.py"/>
        <source>Where do agencies see the same hot spots, and where does only one? Two to four layers are counted in the same cells or areas, and each gets its hot spots (Getis-Ord Gi*). class says of each place whether all agencies see a hot spot, several, only one (and which), or none. Bivariate local Moran says where much of the first agency lies among much, or little, of the second. The table gives the rank correlation of the counts and the overlap of the hot spots of each two agencies, with intervals.</source>
        <translation>Où les organismes voient-ils les mêmes points chauds, et où un seul en voit-il ? Deux à quatre couches sont comptées dans les mêmes cellules ou zones, et chacune reçoit ses points chauds (Gi* de Getis-Ord). class dit de chaque lieu si tous les organismes y voient un point chaud, plusieurs, un seul (et lequel), ou aucun. L'indice local bivarié de Moran dit où beaucoup du premier organisme se trouve parmi beaucoup, ou peu, du second. Le tableau donne la corrélation de rang des comptages et le recouvrement des points chauds de chaque paire d'organismes, avec leurs intervalles.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/agency_concordance.py"/>
        <source>A place that is not hot for one agency may be so because it has few records: look at its z before you say that it does not see it. Where only one agency's places are vague, its hot spots are wider. Choose the same period and comparable kinds of incident; where an agency supplies nothing, say so by its coverage.</source>
        <translation>Un lieu peut ne pas être chaud pour un organisme parce que celui-ci a peu d'enregistrements : regardez son z avant de dire qu'il ne le voit pas. Si les lieux d'un seul organisme sont imprécis, ses points chauds sont plus larges. Choisissez la même période et des types d'incident comparables ; là où un organisme ne fournit rien, dites-le par sa couverture.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/agency_concordance.py"/>
        <source>Getis &amp; Ord (1992); Ord &amp; Getis (1995); Anselin, Syabri &amp; Smirnov (2002); Spearman (1904); Jaccard (1912); Efron &amp; Tibshirani (1993). False discovery rate: Benjamini &amp; Hochberg (1995).</source>
        <translation>Getis &amp; Ord (1992) ; Ord &amp; Getis (1995) ; Anselin, Syabri &amp; Smirnov (2002) ; Spearman (1904) ; Jaccard (1912) ; Efron &amp; Tibshirani (1993). Taux de fausses découvertes : Benjamini &amp; Hochberg (1995).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/agency_concordance.py"/>
        <source>Agreement</source>
        <translation>Accord</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/agency_concordance.py"/>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Cells or areas</source>
        <translation>Cellules ou zones</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/agency_concordance.py"/>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Places that an agency does not cover</source>
        <translation>Lieux qu'un organisme ne couvre pas</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/agency_concordance.py"/>
        <source>Places hot for all agencies</source>
        <translation>Lieux chauds pour tous les organismes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/agency_concordance.py"/>
        <source>Places hot for several agencies, but not all</source>
        <translation>Lieux chauds pour plusieurs organismes, mais pas tous</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/agency_concordance.py"/>
        <source>Places hot for one agency only</source>
        <translation>Lieux chauds pour un seul organisme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/agency_concordance.py"/>
        <source>Places hot for the first agency only</source>
        <translation>Lieux chauds pour le seul premier organisme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/agency_concordance.py"/>
        <source>Places hot for the second agency only</source>
        <translation>Lieux chauds pour le seul deuxième organisme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/agency_concordance.py"/>
        <source>Rank correlation of the first two agencies</source>
        <translation>Corrélation de rang des deux premiers organismes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/agency_concordance.py"/>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>Its lower limit (95 %)</source>
        <translation>Sa limite inférieure (95 %)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/agency_concordance.py"/>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>Its upper limit (95 %)</source>
        <translation>Sa limite supérieure (95 %)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/agency_concordance.py"/>
        <source>Overlap of the hot spots of the first two agencies</source>
        <translation>Recouvrement des points chauds des deux premiers organismes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>Aoristic analysis</source>
        <translation>Analyse aoristique</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>crime,aoristic,time of day,weekday,hour,shift,temporal,burglary,time span,safestats</source>
        <translation>délinquance,aoristique,heure,jour de la semaine,tranche horaire,temporel,cambriolage,intervalle de temps,aoristic,shift,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>When do crimes happen that nobody saw? A burglary between leaving at 8 and coming home at 18 could have happened in any hour between, so each hour gets its part of it: here a tenth. Added up over all incidents this gives the hours of the week as a picture of 7 days by 24 hours, as a table, or as columns of the incidents, whose shares can weigh a density map of one shift.</source>
        <translation>Quand ont lieu les faits que personne n'a vus ? Un cambriolage entre le départ à 8 h et le retour à 18 h a pu se produire à n'importe quelle heure entre les deux ; chaque heure en reçoit donc sa part : ici un dixième. Additionné sur tous les incidents, cela donne les heures de la semaine en une image de 7 jours sur 24 heures, en un tableau, ou en colonnes des incidents, dont les parts peuvent pondérer une carte de densité d'une tranche horaire.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>Where times are placeholders: many systems write 00:00 or 12:00 for an unknown time, and those hours then look dangerous. Long spans say little and flatten the picture: look at how many there are, and leave out those of days if they are many.</source>
        <translation>Là où les heures sont des valeurs de remplissage : beaucoup de systèmes écrivent 00:00 ou 12:00 pour une heure inconnue, et ces heures paraissent alors dangereuses. De longs intervalles disent peu et aplatissent l'image : regardez combien il y en a, et écartez ceux de plusieurs jours s'ils sont nombreux.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>Ratcliffe (2002), Journal of Quantitative Criminology 18; Ratcliffe &amp; McCullagh (1998), International Journal of Geographical Information Science 12.</source>
        <translation>Ratcliffe (2002), Journal of Quantitative Criminology 18 ; Ratcliffe &amp; McCullagh (1998), International Journal of Geographical Information Science 12.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>A table: one row per weekday and hour</source>
        <translation>Un tableau : une ligne par jour de la semaine et par heure</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>The incidents, with 168 columns: one per hour of the week</source>
        <translation>Les incidents, avec 168 colonnes : une par heure de la semaine</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>The incidents, with one column per shift</source>
        <translation>Les incidents, avec une colonne par tranche horaire</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>The earliest moment at which it can have happened. Without it, an incident is left out.</source>
        <translation>Le premier moment où cela a pu se produire. Sans lui, un incident est écarté.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>To</source>
        <translation>À</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>The latest moment at which it can have happened. Where it is null or before the first, all of the incident counts in the hour of the first. Default: all times are exact.</source>
        <translation>Le dernier moment où cela a pu se produire. S'il est NULL ou avant le premier, tout l'incident compte dans l'heure du premier. Par défaut : toutes les heures sont exactes.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>Hours of the week</source>
        <translation>Heures de la semaine</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>Shifts by weekday</source>
        <translation>Tranches horaires par jour de la semaine</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>Such as Europe/London: times are taken as UTC and put on the wall clock of that zone. Default: none, times are those on the wall clock already.</source>
        <translation>Par exemple Europe/London : les heures sont prises comme UTC et ramenées à l'heure locale de ce fuseau. Par défaut : aucun, les heures sont déjà locales.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>Result as</source>
        <translation>Résultat sous forme de</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>What the layer holds. Default: a table.</source>
        <translation>Ce que contient la couche. Par défaut : un tableau.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>As 06-14, 14-22, 22-06, in whole hours: adds them up by shift, on the page and as columns or a table of their own. The hours after midnight belong to the day on which the shift began. Default: none.</source>
        <translation>Comme 06-14, 14-22, 22-06, en heures entières : les additionne par tranche, sur la page et en colonnes ou en un tableau à part. Les heures après minuit appartiennent au jour où la tranche a commencé. Par défaut : aucune.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>Incidents without a start</source>
        <translation>Incidents sans début</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>Incidents without an end</source>
        <translation>Incidents sans fin</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>Incidents that end before they start</source>
        <translation>Incidents dont la fin précède le début</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>Incidents with a span of a week or more</source>
        <translation>Incidents d'une durée d'une semaine ou plus</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>Incidents in the highest hour</source>
        <translation>Incidents dans l'heure la plus chargée</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>Highest hour</source>
        <translation>Heure la plus chargée</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>Time zone, for times in UTC</source>
        <translation>Fuseau horaire, pour des heures en UTC</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>Shifts</source>
        <translation>Tranches horaires</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>Columns by shift need shifts: give them as 06-14, 14-22, 22-06.</source>
        <translation>Des colonnes par tranche demandent des tranches : donnez-les comme 06-14, 14-22, 22-06.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>A table of shifts needs shifts: give them as 06-14, 14-22, 22-06.</source>
        <translation>Un tableau des tranches demande des tranches : donnez-les comme 06-14, 14-22, 22-06.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/aoristic.py"/>
        <source>There is no time zone '{zone}'. Give one such as Europe/London, or leave it empty.</source>
        <translation>Le fuseau horaire « {zone} » n'existe pas. Donnez-en un comme Europe/London, ou laissez vide.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/accuracy.py"/>
        <source>Left out of the study area: nothing is known of them</source>
        <translation>Exclues de la zone d'étude : on n'en sait rien</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/accuracy.py"/>
        <source>Searched last: only the hotspots were given a value</source>
        <translation>Parcourues en dernier : seuls les points chauds ont reçu une valeur</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/accuracy.py"/>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <location filename="../../processing_algorithms/sources/places.py"/>
        <source>{number} features without a polygon were left out of the areas.</source>
        <translation>{number} entités sans polygone ont été écartées des zones.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/accuracy.py"/>
        <source>Earlier incidents, behind the map</source>
        <translation>Incidents antérieurs, à l'origine de la carte</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/accuracy.py"/>
        <source>Cells of the map without a value are</source>
        <translation>Les cellules de la carte sans valeur sont</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/accuracy.py"/>
        <source>A null score or no data. In a gap of supply nothing is known, so neither the area nor its incidents count. Where a map holds values for its hotspots only, the rest of the study area is searched last. Default: left out.</source>
        <translation>Un score NULL ou une absence de donnée. Dans une lacune des données on ne sait rien : ni la surface ni ses incidents ne comptent. Si une carte n'a de valeurs que pour ses points chauds, le reste de la zone d'étude est parcouru en dernier. Par défaut : exclues.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/accuracy.py"/>
        <source>Hotspot map: polygons</source>
        <translation>Carte de points chauds : polygones</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/accuracy.py"/>
        <source>Cells, areas or hotspots with a score, as the results of the other algorithms are. Give these or a raster. Where polygons overlap, the one with the highest score holds the incident.</source>
        <translation>Cellules, zones ou points chauds avec un score, comme les résultats des autres algorithmes. Donnez-les, ou un raster. Là où des polygones se recouvrent, celui qui a le score le plus élevé contient l'incident.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/accuracy.py"/>
        <source>Score</source>
        <translation>Score</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/accuracy.py"/>
        <source>For polygons: the number by which they are searched, highest first, for example gi_z.</source>
        <translation>Pour des polygones : le nombre selon lequel ils sont parcourus, du plus élevé au plus bas, par exemple gi_z.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/accuracy.py"/>
        <source>A surface in a projected CRS, for example a kernel density. Give this or polygons.</source>
        <translation>Une surface dans un SCR projeté, par exemple une densité par noyau. Donnez-la, ou des polygones.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/accuracy.py"/>
        <source>For a raster: the band that holds the score. Default: 1.</source>
        <translation>Pour un raster : la bande qui contient le score. Par défaut : 1.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/accuracy.py"/>
        <source>Later incidents</source>
        <translation>Incidents ultérieurs</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/accuracy.py"/>
        <source>Hotspot map: raster</source>
        <translation>Carte de points chauds : raster</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/accuracy.py"/>
        <source>Band</source>
        <translation>Bande</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/accuracy.py"/>
        <source>Give one hotspot map: either polygons with a score, or a raster.</source>
        <translation>Donnez une seule carte de points chauds : soit des polygones avec un score, soit un raster.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/accuracy.py"/>
        <source>The raster could not be opened. Choose another one.</source>
        <translation>Le raster n'a pas pu être ouvert. Choisissez-en un autre.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/accuracy.py"/>
        <source>Polygons need a score: choose the field by which they are to be searched.</source>
        <translation>Des polygones ont besoin d'un score : choisissez le champ selon lequel ils sont parcourus.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/accuracy.py"/>
        <source>The raster is in {crs}, which gives its pixels no area. Run 'Warp (reproject)' on it first, for example to EPSG:27700 (British National Grid).</source>
        <translation>Le raster est en {crs}, qui ne donne pas de surface à ses pixels. Exécutez d'abord « Projection (warp) », par exemple vers EPSG:27700 (British National Grid).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/accuracy.py"/>
        <source>no CRS</source>
        <translation>aucun SCR</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_concordance.py"/>
        <source>First agency</source>
        <translation>Premier organisme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_concordance.py"/>
        <source>Second agency</source>
        <translation>Deuxième organisme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_concordance.py"/>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Third agency</source>
        <translation>Troisième organisme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_concordance.py"/>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Fourth agency</source>
        <translation>Quatrième organisme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_concordance.py"/>
        <source>With commas between them, such as police, ambulance. Default: the names of the layers.</source>
        <translation>Séparés par des virgules, par exemple police, ambulance. Par défaut : les noms des couches.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_concordance.py"/>
        <source>After the false discovery rate, for each agency on its own. Default: 95 %.</source>
        <translation>Après le taux de fausses découvertes, pour chaque organisme séparément. Par défaut : 95 %.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_concordance.py"/>
        <source>Where the p of Gi* comes from. The distribution of counts (negative binomial) keeps its promise where cells hold few incidents, which is usual for the smaller agency. Default: counts.</source>
        <translation>D'où vient la valeur p de Gi*. La loi des comptages (binomiale négative) tient sa promesse là où les cellules contiennent peu d'incidents, ce qui est courant pour le plus petit organisme. Par défaut : comptages.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_concordance.py"/>
        <source>0 takes cells or areas that share an edge or a corner. Default: 0.</source>
        <translation>0 prend les cellules ou zones qui ont un côté ou un sommet en commun. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_concordance.py"/>
        <source>How often the second agency's counts are dealt anew for bivariate Moran. Default: 999.</source>
        <translation>Combien de fois les comptages du deuxième organisme sont redistribués pour l'indice bivarié de Moran. Par défaut : 999.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_concordance.py"/>
        <source>Resamples of the bootstrap</source>
        <translation>Tirages du bootstrap</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_concordance.py"/>
        <source>For the intervals; of a grid squares of 5 by 5 cells are drawn, of areas single ones. Default: 999.</source>
        <translation>Pour les intervalles ; d'une grille on tire des carrés de 5 cellules sur 5, de zones une à une. Par défaut : 999.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_concordance.py"/>
        <source>Names of the agencies</source>
        <translation>Noms des organismes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_concordance.py"/>
        <source>Area covered: {agency}</source>
        <translation>Zone couverte : {agency}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_concordance.py"/>
        <source>{given} agencies were given, but the names are: {names}. Give each a name of its own, with commas between them, or none.</source>
        <translation>{given} organismes ont été donnés, mais les noms sont : {names}. Donnez à chacun son propre nom, séparés par des virgules, ou aucun.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_concordance.py"/>
        <source>Hot spots of {agency}</source>
        <translation>Points chauds de {agency}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_records.py"/>
        <source>When it happened, or the earliest moment at which it can have. Records without it are left out.</source>
        <translation>Quand cela s'est produit, ou le premier moment où cela a pu se produire. Les enregistrements sans cela sont écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_records.py"/>
        <source>The latest moment at which it can have happened. Default: the start.</source>
        <translation>Le dernier moment où cela a pu se produire. Par défaut : le début.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_records.py"/>
        <source>The event happened no further than this from its point.</source>
        <translation>L'événement ne s'est pas produit plus loin que cela de son point.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_records.py"/>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <source>Default: 50.</source>
        <translation>Par défaut : 50.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_records.py"/>
        <source>second agency</source>
        <translation>deuxième organisme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_records.py"/>
        <source>first agency</source>
        <translation>premier organisme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_records.py"/>
        <source>Second agency:</source>
        <translation>Deuxième organisme :</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_records.py"/>
        <source>First agency:</source>
        <translation>Premier organisme :</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_records.py"/>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Start</source>
        <translation>Début</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_records.py"/>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>End</source>
        <translation>Fin</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_records.py"/>
        <source>Precision of the places</source>
        <translation>Précision des lieux</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_records.py"/>
        <source>Reference</source>
        <translation>Référence</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_records.py"/>
        <source>What the agency calls the record. Default: the number of the row, from 1.</source>
        <translation>Comment l'organisme appelle l'enregistrement. Par défaut : le numéro de la ligne, à partir de 1.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_records.py"/>
        <source>What kind of event it is; which kinds go together is learnt. Default: not compared.</source>
        <translation>De quel type d'événement il s'agit ; quels types vont ensemble est appris. Par défaut : non comparé.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_records.py"/>
        <source>Field with the precision</source>
        <translation>Champ de la précision</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_records.py"/>
        <source>Metres, or the words of a portal's location_precision: exact (the distance below), snapped (250 m), cell (71 m, half of the diagonal of 100 m); records with area or none are left out and counted. Default: the distance below for all.</source>
        <translation>Des mètres, ou les mots de location_precision d'un portail : exact (la distance ci-dessous), snapped (250 m), cell (71 m, la moitié de la diagonale de 100 m) ; les enregistrements avec area ou none sont écartés et comptés. Par défaut : la distance ci-dessous pour tous.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/agency_records.py"/>
        <source>{title}, {agency}</source>
        <translation>{title}, {agency}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>DBSCAN: crowded places of any shape</source>
        <translation>DBSCAN : lieux denses de toute forme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>ST-DBSCAN: crowded in place and time at once</source>
        <translation>ST-DBSCAN : denses à la fois dans l'espace et dans le temps</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>HDBSCAN: crowded for their surroundings (needs scikit-learn)</source>
        <translation>HDBSCAN : denses par rapport à leurs alentours (demande scikit-learn)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>Nearest-neighbour hierarchical: compact clusters (CrimeStat)</source>
        <translation>Hiérarchique du plus proche voisin : agrégats compacts (CrimeStat)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>Convex hull</source>
        <translation>Enveloppe convexe</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>Standard deviational ellipse</source>
        <translation>Ellipse de déviation standard</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <location filename="../../processing_algorithms/asking/hot_spot_stability.py"/>
        <source>Method</source>
        <translation>Méthode</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>How clusters are found; the help page says which to take when. Default: DBSCAN.</source>
        <translation>Comment les agrégats sont trouvés ; la page d'aide dit quelle méthode prendre et quand. Par défaut : DBSCAN.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>Outline of a cluster</source>
        <translation>Contour d'un agrégat</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>The hull holds every incident of the cluster; the ellipse shows its middle and direction, as CrimeStat draws it. Area and density are those of the outline. Default: convex hull.</source>
        <translation>L'enveloppe contient chaque incident de l'agrégat ; l'ellipse montre son milieu et sa direction, comme CrimeStat la dessine. La surface et la densité sont celles du contour. Par défaut : enveloppe convexe.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <location filename="../../processing_algorithms/prospective.py"/>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_page.py"/>
        <source>Distance</source>
        <translation>Distance</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>DBSCAN and ST-DBSCAN: how near an incident has to be to count as a neighbour; a street's length, 100 to 300 m, is a start. Nearest-neighbour hierarchical: how far a cluster reaches from its middle. HDBSCAN needs none.</source>
        <translation>DBSCAN et ST-DBSCAN : à quelle distance un incident compte encore comme voisin ; la longueur d'une rue, 100 à 300 m, est un début. Hiérarchique du plus proche voisin : jusqu'où un agrégat s'étend depuis son milieu. HDBSCAN n'en a pas besoin.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>Default: 0, which only nearest-neighbour hierarchical takes: it then uses the distance that nearest neighbours would have if the incidents were scattered at random.</source>
        <translation>Par défaut : 0, que seule la méthode hiérarchique du plus proche voisin accepte : elle prend alors la distance qu'auraient les plus proches voisins si les incidents étaient dispersés au hasard.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>Minimum number of incidents</source>
        <translation>Nombre minimal d'incidents</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>DBSCAN and ST-DBSCAN: incidents within the distance that make a place crowded, itself counted. The other methods: incidents in a cluster at least. The more incidents there are, the higher it has to be. Default: 10.</source>
        <translation>DBSCAN et ST-DBSCAN : incidents dans la distance qui rendent un lieu dense, lui-même compté. Les autres méthodes : incidents au moins dans un agrégat. Plus il y a d'incidents, plus il doit être élevé. Par défaut : 10.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>Time of the incident</source>
        <translation>Moment de l'incident</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>ST-DBSCAN needs it; with every other method it gives the first and last incident of each cluster. Incidents without it are left out and counted. Default: none.</source>
        <translation>ST-DBSCAN en a besoin ; avec toute autre méthode, il donne le premier et le dernier incident de chaque agrégat. Les incidents sans lui sont écartés et comptés. Par défaut : aucun.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>Time between neighbours, in days</source>
        <translation>Temps entre voisins, en jours</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>ST-DBSCAN: how near in time an incident has to be to count as a neighbour. Default: 7 days.</source>
        <translation>ST-DBSCAN : à combien de temps un incident compte encore comme voisin. Par défaut : 7 jours.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>Random data sets to compare with (-1 = automatic, 0 = none)</source>
        <translation>Jeux aléatoires de comparaison (-1 = automatique, 0 = aucun)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>How often as many incidents are scattered at random over the study area and clustered in the same way, to find p (ST-DBSCAN: the times are dealt anew to the places). 0 leaves the clusters untested, and p empty. Default: -1, which takes 99, or 19 for more than 100,000 incidents; with HDBSCAN 99 up to 5,000 incidents, 19 up to 20,000 and none above.</source>
        <translation>Combien de fois autant d'incidents sont dispersés au hasard dans la zone d'étude et agrégés de la même façon, pour trouver p (ST-DBSCAN : les moments sont redistribués entre les lieux). 0 laisse les agrégats sans test, et p vide. Par défaut : -1, qui prend 99, ou 19 au-delà de 100 000 incidents ; avec HDBSCAN 99 jusqu'à 5 000 incidents, 19 jusqu'à 20 000 et aucun au-delà.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <location filename="../../processing_algorithms/base/parameters.py"/>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>Seed</source>
        <translation>Graine</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>For the random data: the same number gives the same result. Default: 0.</source>
        <translation>Pour les données aléatoires : le même nombre donne le même résultat. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>Margin round clusters without area</source>
        <translation>Marge autour des agrégats sans surface</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>Incidents in one place, on a line or nearly so have no area to speak of: their outline is drawn so far around them. In the units of the points' CRS, metres for most. Default: 10.</source>
        <translation>Des incidents en un seul lieu, sur une ligne ou presque n'ont pas de surface à proprement parler : leur contour est dessiné à cette distance autour d'eux. Dans les unités du SCR des points, le plus souvent des mètres. Par défaut : 10.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>Probability for the automatic distance</source>
        <translation>Probabilité pour la distance automatique</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>Nearest-neighbour hierarchical with distance 0: less makes the distance shorter; 0.5 is the mean distance of nearest neighbours scattered at random. Between 0 and 1. Default: 0.1.</source>
        <translation>Hiérarchique du plus proche voisin avec distance 0 : moins raccourcit la distance ; 0,5 est la distance moyenne des plus proches voisins dispersés au hasard. Entre 0 et 1. Par défaut : 0,1.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>Minimum number of clusters in a cluster of clusters</source>
        <translation>Nombre minimal d'agrégats dans un agrégat d'agrégats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>Nearest-neighbour hierarchical: clusters that lie close together are clustered in turn. Default: 0, which asks for as many clusters as the minimum number of incidents.</source>
        <translation>Hiérarchique du plus proche voisin : les agrégats proches sont agrégés à leur tour. Par défaut : 0, qui demande autant d'agrégats que le nombre minimal d'incidents.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>DBSCAN needs a distance. Enter how near incidents of a cluster lie to each other, for example 200, or choose nearest-neighbour hierarchical, which finds one.</source>
        <translation>DBSCAN demande une distance. Indiquez à quelle distance les incidents d'un agrégat se trouvent les uns des autres, par exemple 200, ou choisissez la méthode hiérarchique du plus proche voisin, qui en trouve une.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/clusters.py"/>
        <source>ST-DBSCAN needs the time of each incident. Choose its field, or choose DBSCAN.</source>
        <translation>ST-DBSCAN demande le moment de chaque incident. Choisissez son champ, ou choisissez DBSCAN.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/compare_hot_spots.py"/>
        <source>When each incident happened. Needed to split by a date; otherwise it gives the period's length.</source>
        <translation>Quand chaque incident s'est produit. Nécessaire pour partager selon une date ; sinon il donne la durée de la période.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/compare_hot_spots.py"/>
        <source>First period: {days_1} days ({source_1}); second: {days_2} days ({source_2}).</source>
        <translation>Première période : {days_1} jours ({source_1}) ; seconde : {days_2} jours ({source_2}).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/compare_hot_spots.py"/>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <location filename="../../processing_algorithms/prospective.py"/>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Date and time</source>
        <translation>Date et heure</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/compare_hot_spots.py"/>
        <source>First day of the second period</source>
        <translation>Premier jour de la seconde période</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/compare_hot_spots.py"/>
        <source>Splits the points: what happened on this day or later is the second period. No default.</source>
        <translation>Partage les points : ce qui s'est produit ce jour-là ou après est la seconde période. Pas de valeur par défaut.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/compare_hot_spots.py"/>
        <source>Points of the second period, in place of a date</source>
        <translation>Points de la seconde période, à la place d'une date</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/compare_hot_spots.py"/>
        <source>Date and time of the second period</source>
        <translation>Date et heure de la seconde période</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/compare_hot_spots.py"/>
        <source>For a second layer: gives the length of its period.</source>
        <translation>Pour une seconde couche : donne la durée de sa période.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/compare_hot_spots.py"/>
        <source>The second period was given twice. Give its first day, or a second layer of points: not both.</source>
        <translation>La seconde période a été donnée deux fois. Donnez son premier jour, ou une seconde couche de points : pas les deux.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/compare_hot_spots.py"/>
        <source>The two periods are not told apart. Give either the first day of the second period, or a second layer of points.</source>
        <translation>Les deux périodes ne sont pas distinguées. Donnez soit le premier jour de la seconde période, soit une seconde couche de points.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/compare_hot_spots.py"/>
        <source>Points, of the first period or of both</source>
        <translation>Points, de la première période ou des deux</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/compare_hot_spots.py"/>
        <source>Length of the first period in days (0 = from the times)</source>
        <translation>Durée de la première période en jours (0 = d'après les dates)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/compare_hot_spots.py"/>
        <source>Length of the second period in days (0 = from the times)</source>
        <translation>Durée de la seconde période en jours (0 = d'après les dates)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/compare_hot_spots.py"/>
        <source>0 takes the days from the first to the last incident, and the date that splits; enter the length where the data cover more. Without either, both periods count as equally long. Default: 0.</source>
        <translation>0 prend les jours du premier au dernier incident, et la date qui partage ; indiquez la durée si les données couvrent davantage. Sans l'une ni l'autre, les deux périodes comptent comme de même durée. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/compare_hot_spots.py"/>
        <source>Neither times nor lengths were given: both periods were taken as equally long.</source>
        <translation>Ni dates ni durées n'ont été données : les deux périodes ont été prises comme de même durée.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/compare_hot_spots.py"/>
        <source>entered</source>
        <translation>indiqué</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/compare_hot_spots.py"/>
        <source>from the times</source>
        <translation>d'après les dates</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/compare_hot_spots.py"/>
        <source>To split the points at {split}, choose the field with their date and time.</source>
        <translation>Pour partager les points au {split}, choisissez le champ de leur date et heure.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/compare_hot_spots.py"/>
        <source>The points run from {first} to {last}, so {split} does not split them. Enter a day between the two.</source>
        <translation>Les points vont de {first} à {last}, donc {split} ne les partage pas. Indiquez un jour entre les deux.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/compare_hot_spots.py"/>
        <source>Only one of the periods has a length ({days} days). Enter the other one too, or choose the field with the date and time of both layers.</source>
        <translation>Une seule des périodes a une durée ({days} jours). Indiquez l'autre aussi, ou choisissez le champ de date et heure des deux couches.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <source>The areas, streets or field given below; without them a grid</source>
        <translation>Les zones, les rues ou le champ donnés ci-dessous ; sans eux, une grille</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <source>Cells of a grid</source>
        <translation>Cellules d'une grille</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <source>Streets: each point belongs to the nearest</source>
        <translation>Rues : chaque point appartient à la plus proche</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <source>Spots: points with the same coordinates</source>
        <translation>Points : points de mêmes coordonnées</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <source>Values of a field, for example addresses</source>
        <translation>Valeurs d'un champ, par exemple des adresses</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <location filename="../../processing_algorithms/concentration.py"/>
        <location filename="../../processing_algorithms/results/places/concentration_page.py"/>
        <location filename="../../processing_algorithms/space_time_scan.py"/>
        <source>Places</source>
        <translation>Lieux</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <source>What counts as a place. Default: what is given.</source>
        <translation>Ce qui compte comme un lieu. Par défaut : ce qui est donné.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <source>Farthest from a street</source>
        <translation>Distance maximale à une rue</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <source>For streets: a point farther from every street belongs to none, and is counted as such.</source>
        <translation>Pour des rues : un point plus éloigné de toute rue n'appartient à aucune, et est compté comme tel.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <source>Field of the place</source>
        <translation>Champ du lieu</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <source>For values of a field: for example an address or a property number. Points without one are left out.</source>
        <translation>Pour les valeurs d'un champ : par exemple une adresse ou un numéro de propriété. Les points qui n'en ont pas sont écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <source>Number of all places (0 = those with incidents)</source>
        <translation>Nombre de tous les lieux (0 = ceux avec incidents)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <source>For spots and fields: how many places there are in all, those without an incident included, for example all addresses of the town. Without it the shares are of the places with incidents only. Default: 0.</source>
        <translation>Pour des points et des champs : combien de lieux il y a en tout, y compris ceux sans incident, par exemple toutes les adresses de la ville. Sans cela, les parts ne portent que sur les lieux avec incidents. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <source>For areas: their polygons.</source>
        <translation>Pour des zones : leurs polygones.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <source>Streets</source>
        <translation>Rues</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <source>For streets: their lines, one feature for each segment.</source>
        <translation>Pour des rues : leurs lignes, une entité par tronçon.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <source>Several kinds of places are given: {names}. Choose one under 'Places'.</source>
        <translation>Plusieurs types de lieux sont donnés : {names}. Choisissez-en un sous « Lieux ».</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <source>There is no layer or field for places of the kind '{kind}'. Give it, or choose another.</source>
        <translation>Il n'y a ni couche ni champ pour des lieux du type « {kind} ». Donnez-les, ou choisissez un autre type.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/concentration.py"/>
        <source>None of the {points} points belongs to a place. Check that both layers cover the same area and have the right coordinate reference system; for streets, allow a greater distance.</source>
        <translation>Aucun des {points} points n'appartient à un lieu. Vérifiez que les deux couches couvrent la même zone et ont le bon système de coordonnées de référence ; pour des rues, permettez une plus grande distance.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/density_carriers.py"/>
        <source>Incidents of the density</source>
        <translation>Incidents de la densité</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/density_carriers.py"/>
        <source>That the density was made with, in the units of its CRS: a cell that fewer incidents carry than the profile shows is withheld. Default: 0, which has to be changed for a density with incidents.</source>
        <translation>Celle avec laquelle la densité a été faite, dans les unités de son SCR : une cellule portée par moins d'incidents que le profil n'en montre est masquée. Par défaut : 0, à changer pour une densité avec incidents.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/density_carriers.py"/>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>Kernel</source>
        <translation>Noyau</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/density_carriers.py"/>
        <source>That the density was made with. Default: quartic.</source>
        <translation>Celui avec lequel la densité a été faite. Par défaut : quartique.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/density_carriers.py"/>
        <source>Dominance (%)</source>
        <translation>Dominance (%)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/density_carriers.py"/>
        <source>With weights: a cell is withheld where whoever is second could tell the largest share to so many per cent. Default: 15.</source>
        <translation>Avec des poids : une cellule est masquée si le deuxième pouvait estimer la plus grande part à autant de pour cent près. Par défaut : 15.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Calendar months</source>
        <translation>Mois civils</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <source>Weeks</source>
        <translation>Semaines</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_page.py"/>
        <source>Days</source>
        <translation>Jours</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <source>The last step ends with the last day</source>
        <translation>Le dernier pas finit avec le dernier jour</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <source>The first step begins with the first day</source>
        <translation>Le premier pas commence avec le premier jour</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <source>Steps of</source>
        <translation>Pas de</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <source>Into what the period is cut. Where only the month is known, months. Default: calendar months.</source>
        <translation>En quoi la période est découpée. Si seul le mois est connu, des mois. Par défaut : mois civils.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <source>Length of a step</source>
        <translation>Longueur d'un pas</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <source>How many days, weeks or months make a step. Default: 1.</source>
        <translation>Combien de jours, de semaines ou de mois font un pas. Par défaut : 1.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <source>Where steps begin</source>
        <translation>Où commencent les pas</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <source>Steps seldom fit the period: what is left over makes an incomplete step at the other end. Months are whole calendar months. Default: the last step ends with the last day.</source>
        <translation>Les pas tombent rarement juste : ce qui reste fait un pas incomplet à l'autre bout. Les mois sont des mois civils entiers. Par défaut : le dernier pas finit avec le dernier jour.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <source>Included; enter it where the data cover more, or less, than the incidents show.</source>
        <translation>Inclus ; indiquez-le si les données couvrent plus, ou moins, que les incidents ne le montrent.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <source>Leave out incomplete steps</source>
        <translation>Écarter les pas incomplets</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <source>A first or last step that the data cover in part only has fewer incidents and would look cold. What is left out is said in the log. Default: yes.</source>
        <translation>Un premier ou dernier pas que les données ne couvrent qu'en partie a moins d'incidents et paraîtrait froid. Ce qui est écarté est dit dans le journal. Par défaut : oui.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <source>A step without any incident is a gap in the supply</source>
        <translation>Un pas sans aucun incident est une lacune des données</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <source>Such a step gets no values instead of zeros. Untick it for incidents so rare that a step may well hold none. Default: yes.</source>
        <translation>Un tel pas ne reçoit pas de valeurs au lieu de zéros. Décochez si les incidents sont si rares qu'un pas peut bien n'en contenir aucun. Par défaut : oui.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <source>First day of the data</source>
        <translation>Premier jour des données</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Default: the day of the first incident.</source>
        <translation>Par défaut : le jour du premier incident.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <source>Last day of the data</source>
        <translation>Dernier jour des données</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Default: the day of the last incident.</source>
        <translation>Par défaut : le jour du dernier incident.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/emerging_hot_spots.py"/>
        <source>The last day, {last}, is before the first, {first}. Swap them.</source>
        <translation>Le dernier jour, {last}, précède le premier, {first}. Échangez-les.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/hot_spot_stability.py"/>
        <source>Hot spots (Getis-Ord Gi*)</source>
        <translation>Points chauds (Gi* de Getis-Ord)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/hot_spot_stability.py"/>
        <source>Kernel density, its highest part</source>
        <translation>Densité par noyau, sa partie la plus élevée</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/hot_spot_stability.py"/>
        <source>What is called hot. Default: Getis-Ord Gi*.</source>
        <translation>Ce qui est appelé chaud. Par défaut : Gi* de Getis-Ord.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/hot_spot_stability.py"/>
        <source>Origins per direction</source>
        <translation>Origines par direction</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/hot_spot_stability.py"/>
        <source>2 moves the grid by half a cell east, north and both: four origins. Default: 2.</source>
        <translation>2 décale la grille d'une demi-cellule vers l'est, vers le nord et les deux : quatre origines. Par défaut : 2.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/hot_spot_stability.py"/>
        <source>Highest part of a density (%)</source>
        <translation>Partie la plus élevée d'une densité (%)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/hot_spot_stability.py"/>
        <source>How much of the study area, that with the highest density, is called hot. Default: 5.</source>
        <translation>Quelle part de la zone d'étude, celle de la plus forte densité, est appelée chaude. Par défaut : 5.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/hot_spot_stability.py"/>
        <source>For Gi*, after the false discovery rate. Default: 95 %.</source>
        <translation>Pour Gi*, après le taux de fausses découvertes. Par défaut : 95 %.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/hot_spot_stability.py"/>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>Where the p of Gi* comes from, as in 'Hot and cold spots'. Default: counts.</source>
        <translation>D'où vient la valeur p de Gi*, comme dans « Points chauds et froids ». Par défaut : comptages.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/hot_spot_stability.py"/>
        <source>Cells of the comparison (0 = automatic)</source>
        <translation>Cellules de la comparaison (0 = automatique)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/hot_spot_stability.py"/>
        <source>Side of the fine cells on which settings are compared, at most the smallest cell.</source>
        <translation>Côté des fines cellules sur lesquelles les réglages sont comparés, au plus la plus petite cellule.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/hot_spot_stability.py"/>
        <source>0 takes half of the smallest cell. Default: 0.</source>
        <translation>0 prend la moitié de la plus petite cellule. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/hot_spot_stability.py"/>
        <source>Cell sizes</source>
        <translation>Tailles de cellule</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/hot_spot_stability.py"/>
        <source>In the units of the points' CRS, with commas, such as 150, 250, 400. Default: half, once and twice the automatic size (a fiftieth of the short side of the study area).</source>
        <translation>Dans les unités du SCR des points, séparées par des virgules, comme 150, 250, 400. Par défaut : la moitié, une fois et deux fois la taille automatique (un cinquantième du petit côté de la zone d'étude).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/hot_spot_stability.py"/>
        <source>Distances to neighbours</source>
        <translation>Distances aux voisines</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/hot_spot_stability.py"/>
        <source>For Gi*, in the units of the CRS, with commas; 0 stands for cells that touch, any other has to be at least the largest cell. Default: 0.</source>
        <translation>Pour Gi*, dans les unités du SCR, séparées par des virgules ; 0 désigne les cellules qui se touchent, toute autre doit valoir au moins la plus grande cellule. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/hot_spot_stability.py"/>
        <source>Bandwidths</source>
        <translation>Largeurs de bande</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/hot_spot_stability.py"/>
        <source>For the kernel density, in the units of the CRS, with commas, at least the largest cell. Default: once, one and a half times and twice the largest cell.</source>
        <translation>Pour la densité par noyau, dans les unités du SCR, séparées par des virgules, au moins la plus grande cellule. Par défaut : une fois, une fois et demie et deux fois la plus grande cellule.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/hot_spot_stability.py"/>
        <source>'{value}' is no list of lengths. Write numbers with commas between them, such as 150, 250, 400, and a point for decimals.</source>
        <translation>« {value} » n'est pas une liste de longueurs. Écrivez des nombres séparés par des virgules, comme 150, 250, 400, avec un point pour les décimales.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/mapped_share.py"/>
        <source>Precisions that no map shows, with commas; a blank counts as none. Default: none, area.</source>
        <translation>Précisions qu'aucune carte ne montre, séparées par des virgules ; un blanc compte comme none. Par défaut : none, area.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/mapped_share.py"/>
        <source>Points, features of any other kind, or a table, in any CRS, with the records that have no place. Filters and 'Selected features only' are honoured.</source>
        <translation>Points, entités de tout autre type, ou table, dans n'importe quel SCR, avec les enregistrements sans lieu. Les filtres et « Entité(s) sélectionnée(s) uniquement » sont respectés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/mapped_share.py"/>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Field of the precision</source>
        <translation>Champ de la précision</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/mapped_share.py"/>
        <source>How exact each place is, in words; location_precision of a SafeStats portal is such a field. Default: a record with a geometry has a place, one without has none.</source>
        <translation>L'exactitude de chaque lieu, en mots ; location_precision d'un portail SafeStats est un tel champ. Par défaut : un enregistrement avec géométrie a un lieu, un sans n'en a pas.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/mapped_share.py"/>
        <source>Words for unmapped</source>
        <translation>Mots pour non cartographié</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/mapped_share.py"/>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>Field of the area</source>
        <translation>Champ de la zone</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/mapped_share.py"/>
        <source>A code or name of the area, known for records without a place as well. Default: none.</source>
        <translation>Un code ou un nom de la zone, connu aussi pour les enregistrements sans lieu. Par défaut : aucun.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/mapped_share.py"/>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <location filename="../../processing_algorithms/near_repeat.py"/>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/mapped_share.py"/>
        <source>For shares by month. Default: none.</source>
        <translation>Pour les parts par mois. Par défaut : aucune.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/mapped_share.py"/>
        <source>Polygons to show the shares on, in any CRS. Without a field of the area, a record belongs to the polygon that holds its point. Default: none.</source>
        <translation>Polygones sur lesquels montrer les parts, dans n'importe quel SCR. Sans champ de la zone, un enregistrement appartient au polygone qui contient son point. Par défaut : aucun.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/mapped_share.py"/>
        <source>Field of the polygons' code</source>
        <translation>Champ du code des polygones</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/mapped_share.py"/>
        <source>What the field of the area says, in the layer of polygons; needed with it. Default: none.</source>
        <translation>Ce que dit le champ de la zone, dans la couche de polygones ; nécessaire avec lui. Par défaut : aucun.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/mapped_share.py"/>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>Records</source>
        <translation>Enregistrements</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/mapped_share.py"/>
        <source>A table without geometry needs a field of the precision to say what can be mapped.</source>
        <translation>Une table sans géométrie demande un champ de la précision pour dire ce qui peut être cartographié.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/mapped_share.py"/>
        <source>A table without geometry needs a field of the area to be shown on polygons.</source>
        <translation>Une table sans géométrie demande un champ de la zone pour être montrée sur des polygones.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/mapped_share.py"/>
        <source>A layer of areas, or a code in it, was asked for, but no areas were given. Choose them.</source>
        <translation>Une couche de zones, ou un code de celle-ci, a été demandée, mais aucune zone n'a été donnée. Choisissez-les.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/mapped_share.py"/>
        <source>Which field of the polygons says what '{area}' says? Choose the polygons' code.</source>
        <translation>Quel champ des polygones dit ce que dit « {area} » ? Choisissez le code des polygones.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/match_incidents.py"/>
        <source>From the pairs that are left when one agency's clock is moved</source>
        <translation>D'après les paires qui restent quand l'horloge d'un organisme est décalée</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/match_incidents.py"/>
        <source>Learnt together with the rest (EM)</source>
        <translation>Appris avec le reste (EM)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/match_incidents.py"/>
        <location filename="../../processing_algorithms/match_incidents.py"/>
        <source>Records of the second agency</source>
        <translation>Enregistrements du deuxième organisme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/match_incidents.py"/>
        <source>Combinations such as violence = assault-injury, overdose; robbery = assault-injury: on the left the first agency's category, on the right the second's. Other combinations are not compared. Default: all are.</source>
        <translation>Combinaisons comme violence = assault-injury, overdose; robbery = assault-injury : à gauche la catégorie du premier organisme, à droite celles du second. Les autres combinaisons ne sont pas comparées. Par défaut : toutes le sont.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/match_incidents.py"/>
        <source>Time between them, at most (minutes)</source>
        <translation>Temps entre eux, au plus (minutes)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/match_incidents.py"/>
        <source>How long after one agency's interval the other's may begin, in minutes. Default: 60.</source>
        <translation>Combien de temps après l'intervalle d'un organisme celui de l'autre peut commencer, en minutes. Par défaut : 60.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/match_incidents.py"/>
        <source>Link from this probability</source>
        <translation>Lier à partir de cette probabilité</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/match_incidents.py"/>
        <source>Above 0, at most 1. 0.5 makes the fewest errors altogether; higher links less and is wrong less often. The table gives the counts for others. Default: 0.5.</source>
        <translation>Au-dessus de 0, au plus 1. 0,5 fait le moins d'erreurs en tout ; plus haut, on lie moins et on se trompe moins souvent. Le tableau donne les comptages pour d'autres seuils. Par défaut : 0,5.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/match_incidents.py"/>
        <source>What pairs of two events look like</source>
        <translation>À quoi ressemblent des paires de deux événements</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/match_incidents.py"/>
        <source>Moving the second agency's clock by whole weeks, 20 times, leaves only pairs that are not one event, on the same busy streets and nights; it also says whether there is anything to link at all. Choose EM for periods of less than a day. Default: the moved clock.</source>
        <translation>Décaler l'horloge du deuxième organisme de semaines entières, 20 fois, ne laisse que des paires qui ne sont pas un seul événement, dans les mêmes rues et nuits animées ; cela dit aussi s'il y a quelque chose à lier. Choisissez EM pour des périodes de moins d'un jour. Par défaut : l'horloge décalée.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/match_incidents.py"/>
        <location filename="../../processing_algorithms/match_incidents.py"/>
        <source>Records of the first agency</source>
        <translation>Enregistrements du premier organisme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/match_incidents.py"/>
        <source>Categories that can be one event</source>
        <translation>Catégories qui peuvent être un seul événement</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/match_incidents.py"/>
        <source>Levels of distance</source>
        <translation>Niveaux de distance</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/match_incidents.py"/>
        <source>Upper ends, in the units of the points' CRS, rising. Default: 10, 25, 50, 75, 100.</source>
        <translation>Bornes supérieures, dans les unités du SCR des points, croissantes. Par défaut : 10, 25, 50, 75, 100.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/match_incidents.py"/>
        <source>Levels of time apart</source>
        <translation>Niveaux d'écart de temps</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/match_incidents.py"/>
        <source>Upper ends in minutes, rising. Default: 5, 15, 30, 45, 60.</source>
        <translation>Bornes supérieures en minutes, croissantes. Par défaut : 5, 15, 30, 45, 60.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/match_incidents.py"/>
        <source>Categories that can be one event were given, but not the fields that hold the categories. Choose the field of both agencies.</source>
        <translation>Des catégories qui peuvent être un seul événement ont été données, mais pas les champs qui contiennent les catégories. Choisissez le champ des deux organismes.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/match_incidents.py"/>
        <source>A threshold of {threshold} is none. Enter one above 0 and at most 1, such as 0.5.</source>
        <translation>Un seuil de {threshold} n'en est pas un. Indiquez-en un au-dessus de 0 et d'au plus 1, comme 0.5.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/match_incidents.py"/>
        <source>'{text}' are no levels. Enter numbers with commas between them: 5, 15, 30.</source>
        <translation>« {text} » ne sont pas des niveaux. Indiquez des nombres séparés par des virgules : 5, 15, 30.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>The lower one: [0, 7) is day 0 to 6</source>
        <translation>La borne inférieure : [0, 7) est jour 0 à 6</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>The upper one: [0, 7] is day 0 to 7, (7, 14] day 8 to 14</source>
        <translation>La borne supérieure : [0, 7] est jour 0 à 7, (7, 14] jour 8 à 14</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>As the crow flies (Euclidean)</source>
        <translation>À vol d'oiseau (euclidienne)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>Along a grid of streets (Manhattan)</source>
        <translation>Le long d'un quadrillage de rues (Manhattan)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>Edges with commas between them; the last may be inf, for everything beyond.</source>
        <translation>Bornes séparées par des virgules ; la dernière peut être inf, pour tout ce qui est au-delà.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>Events up to {distance} and {days} days apart are linked:</source>
        <translation>Les événements distants d'au plus {distance} et {days} jours sont liés :</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>A band holds which of its edges</source>
        <translation>Une bande contient laquelle de ses bornes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>Where a pair exactly 7 days or 100 m apart is counted; with the upper edge, the first band holds both of its edges. Default: the lower one.</source>
        <translation>Où est comptée une paire distante d'exactement 7 jours ou 100 m ; avec la borne supérieure, la première bande contient ses deux bornes. Par défaut : la borne inférieure.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>How far two events are apart. Default: Euclidean.</source>
        <translation>Comment se mesure l'écart entre deux événements. Par défaut : euclidienne.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>Link events up to this distance (0 = automatic)</source>
        <translation>Lier les événements jusqu'à cette distance (0 = automatique)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>Two events this far apart or less, and no more days apart than given below, are linked.</source>
        <translation>Deux événements distants d'autant ou moins, et de pas plus de jours qu'indiqué ci-dessous, sont liés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>0 links the pairs in the bands that hold significantly more pairs than chance. Default: 0.</source>
        <translation>0 lie les paires des bandes qui contiennent significativement plus de paires que le hasard. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>Link events up to so many days apart</source>
        <translation>Lier les événements jusqu'à autant de jours d'écart</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>Together with a distance above; 0 days are the same day. Default: 0.</source>
        <translation>Avec une distance ci-dessus ; 0 jour est le même jour. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>Same place up to</source>
        <translation>Même lieu jusqu'à</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>Linked events less than this far apart are repeats, others near repeats; 0: at the same point.</source>
        <translation>Des événements liés distants de moins que cela sont des répétitions, les autres des quasi-répétitions ; 0 : au même point.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>Default: 1.</source>
        <translation>Par défaut : 1.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>Bands of distance</source>
        <translation>Bandes de distance</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>In the units of the points' CRS, metres for most. A first band up to 1 holds the same place.</source>
        <translation>Dans les unités du SCR des points, le plus souvent des mètres. Une première bande jusqu'à 1 contient le même lieu.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>Bands of days</source>
        <translation>Bandes de jours</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>Whole days apart.</source>
        <translation>Jours entiers d'écart.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>Default: {default}.</source>
        <translation>Par défaut : {default}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/near_repeat.py"/>
        <source>Events are to be linked up to {days} days apart, but at what distance? Give both, or 0 for both to link the pairs in significant bands.</source>
        <translation>Les événements doivent être liés jusqu'à {days} jours d'écart, mais à quelle distance ? Donnez les deux, ou 0 pour les deux afin de lier les paires des bandes significatives.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>A paragraph a line; a line that begins with # is a heading. Default: what was found, and what the results say of themselves in their notes.</source>
        <translation>Un paragraphe par ligne ; une ligne qui commence par # est un titre. Par défaut : ce qui a été trouvé, et ce que les résultats disent d'eux-mêmes dans leurs notes.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>One a line. Default: the names of the results.</source>
        <translation>Un par ligne. Par défaut : les noms des résultats.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>How many areas get a page, those with most incidents first. Default: 0, which is all.</source>
        <translation>Combien de zones reçoivent une page, celles qui ont le plus d'incidents d'abord. Par défaut : 0, c'est-à-dire toutes.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>A map for each, in this order: one fills a sheet, of more there are two on each.</source>
        <translation>Une carte pour chacun, dans cet ordre : une seule remplit une feuille, sinon il y en a deux par feuille.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>Heading</source>
        <translation>Titre</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>Of every page. Default: the first result's name.</source>
        <translation>De chaque page. Par défaut : le nom du premier résultat.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>Line below the heading</source>
        <translation>Ligne sous le titre</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>For example the period.</source>
        <translation>Par exemple la période.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>Data as of</source>
        <translation>Données au</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>In words, for the foot of each page. Default: what the layers tell.</source>
        <translation>En mots, pour le pied de chaque page. Par défaut : ce qu'en disent les couches.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>Titles of the maps</source>
        <translation>Titres des cartes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>Wards or the like: their outlines are on every map, and each gets a page. Default: none.</source>
        <translation>Circonscriptions ou semblables : leurs contours sont sur chaque carte, et chacune reçoit une page. Par défaut : aucune.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Name of the areas</source>
        <translation>Nom des zones</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>The field that the pages show.</source>
        <translation>Le champ que montrent les pages.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>Incidents in the areas</source>
        <translation>Incidents dans les zones</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>The field that holds them, for example count of 'Counts in areas'. Each page then says how many, what share of all, and which rank; the pages come in that order. Default: no counts, by name.</source>
        <translation>Le champ qui les contient, par exemple count de « Comptages par zone ». Chaque page dit alors combien, quelle part du total et quel rang ; les pages viennent dans cet ordre. Par défaut : pas de comptages, par nom.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>By an atlas of the layout. Without it their outlines alone are shown. Default: yes.</source>
        <translation>Par un atlas de la mise en page. Sans lui, seuls leurs contours sont montrés. Par défaut : oui.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>Pages of areas (0 = all)</source>
        <translation>Pages de zones (0 = toutes)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>Layers under each map, for example streets, the topmost first. Default: none.</source>
        <translation>Couches sous chaque carte, par exemple des rues, celle du dessus d'abord. Par défaut : aucune.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>Rows that are printed on a sheet of their own, with the last section of the text. Default: none.</source>
        <translation>Lignes imprimées sur une feuille à part, avec la dernière section du texte. Par défaut : aucune.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>In this order. Default: all fields.</source>
        <translation>Dans cet ordre. Par défaut : tous les champs.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>In the project. Default: the heading. One that is there already is kept beside it.</source>
        <translation>Dans le projet. Par défaut : le titre. Une mise en page qui existe déjà est gardée à côté.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>A page for each area</source>
        <translation>Une page pour chaque zone</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>Table</source>
        <translation>Tableau</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>Columns of the table</source>
        <translation>Colonnes du tableau</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/print_briefing.py"/>
        <source>Name of the layout</source>
        <translation>Nom de la mise en page</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/result_to_share.py"/>
        <source>Kept as they are, and not looked at: {fields}.</source>
        <translation>Gardés tels quels, et non examinés : {fields}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/result_to_share.py"/>
        <source>Choose a result: either a layer or table, or a density raster, and not both.</source>
        <translation>Choisissez un résultat : soit une couche ou table, soit un raster de densité, et non les deux.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/result_to_share.py"/>
        <source>With incidents the bandwidth of the density is needed. Enter the one that it was made with.</source>
        <translation>Avec des incidents, la largeur de bande de la densité est nécessaire. Indiquez celle avec laquelle elle a été faite.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/result_to_share.py"/>
        <source>The result is in degrees, which are no distances. Run 'Reproject layer' on it first.</source>
        <translation>Le résultat est en degrés, qui ne sont pas des distances. Exécutez d'abord « Reprojeter une couche ».</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/result_to_share.py"/>
        <source>Nothing says how many incidents carry a cell of the raster. Choose them, and their bandwidth.</source>
        <translation>Rien ne dit combien d'incidents portent une cellule du raster. Choisissez-les, et leur largeur de bande.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/result_to_share.py"/>
        <source>Enter both the first and the last month that are counted, or neither.</source>
        <translation>Indiquez à la fois le premier et le dernier mois comptés, ou aucun des deux.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/result_to_share.py"/>
        <source>nothing tells which area is which. Choose the field of the area.</source>
        <translation>rien ne dit quelle zone est laquelle. Choisissez le champ de la zone.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/result_to_share.py"/>
        <source>'{area}' stands in several rows of '{field}'. Choose the field of the category or month by which they differ, or add them up first.</source>
        <translation>« {area} » figure dans plusieurs lignes de « {field} ». Choisissez le champ de la catégorie ou du mois qui les distingue, ou additionnez-les d'abord.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/result_to_share.py"/>
        <source>'{layer}' has no rows to look at. Check the layer, its filter, the selection.</source>
        <translation>« {layer} » n'a pas de lignes à examiner. Vérifiez la couche, son filtre, la sélection.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/result_to_share.py"/>
        <source>'{field}' is the count itself, so it cannot go along as it is. Take it out of the fields to keep.</source>
        <translation>« {field} » est le comptage lui-même, il ne peut donc pas suivre tel quel. Retirez-le des champs à garder.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>Counts or rates of areas or cells</source>
        <translation>Comptages ou taux de zones ou de cellules</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <location filename="../../processing_algorithms/clusters.py"/>
        <location filename="../../processing_algorithms/space_time_scan.py"/>
        <source>Clusters</source>
        <translation>Agrégats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <location filename="../../processing_algorithms/kernel_density.py"/>
        <location filename="../../resources/models/hotspotbriefing.model3"/>
        <source>Density</source>
        <translation>Densité</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>As the layer's marking says, else nhs_round5</source>
        <translation>Comme le dit le marquage de la couche, sinon nhs_round5</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>nhs_round5: 1 to 7 becomes 5, the rest is rounded to 5</source>
        <translation>nhs_round5 : 1 à 7 devient 5, le reste est arrondi à 5</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>suppress5: 1 to 4 is withheld</source>
        <translation>suppress5 : 1 à 4 est masqué</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>threshold10: 1 to 9 is withheld</source>
        <translation>threshold10 : 1 à 9 est masqué</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>none: for people who may see the records themselves</source>
        <translation>none : pour des personnes qui ont le droit de voir les enregistrements eux-mêmes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>Default: counts or rates.</source>
        <translation>Par défaut : comptages ou taux.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>A layer or table with counts: areas, cells, clusters. Points and lines are taken for records, which are never safe. Filters and 'Selected features only' are honoured.</source>
        <translation>Une couche ou table avec des comptages : zones, cellules, agrégats. Des points et des lignes sont pris pour des enregistrements, qui ne sont jamais sans risque. Les filtres et « Entité(s) sélectionnée(s) uniquement » sont respectés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>Density raster</source>
        <translation>Raster de densité</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>In place of a layer: a density with its incidents. Default: none.</source>
        <translation>À la place d'une couche : une densité avec ses incidents. Par défaut : aucun.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>What it shows</source>
        <translation>Ce qu'il montre</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <location filename="../../processing_algorithms/safe_to_share.py"/>
        <source>Disclosure profile</source>
        <translation>Profil de secret statistique</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>The rule that counts have to pass. Default: as the layer's marking says, else nhs_round5.</source>
        <translation>La règle que les comptages doivent respecter. Par défaut : comme le dit le marquage de la couche, sinon nhs_round5.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Rate per</source>
        <translation>Taux pour</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Rates are counts per so many of the population. Default: 1,000.</source>
        <translation>Les taux sont des comptages pour autant de la population. Par défaut : 1 000.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>Coarsen outlines to</source>
        <translation>Simplifier les contours à</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>Clusters: the corners of an outline are incidents, so they are moved to a lattice of this width, in the units of the layer's CRS. Default: 100.</source>
        <translation>Agrégats : les sommets d'un contour sont des incidents, ils sont donc ramenés à un treillis de cette largeur, dans les unités du SCR de la couche. Par défaut : 100.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>Fields to keep</source>
        <translation>Champs à garder</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>They go along as they are, so name none that gives a count away. All other fields are left out, but those named above and the place of a cell. Default: none.</source>
        <translation>Ils suivent tels quels, n'en nommez donc aucun qui trahisse un comptage. Tous les autres champs sont laissés de côté, sauf ceux nommés ci-dessus et le lieu d'une cellule. Par défaut : aucun.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>Remember as shared</source>
        <translation>Retenir comme partagé</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>A result that is safe is kept, sealed, in the encrypted cache, and later ones are held against it. Untick while you are still trying. Default: yes.</source>
        <translation>Un résultat sans risque est conservé, scellé, dans le cache chiffré, et les suivants lui sont confrontés. Décochez tant que vous faites des essais. Par défaut : oui.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>Field of the count</source>
        <translation>Champ du comptage</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>How many incidents. Default: count.</source>
        <translation>Combien d'incidents. Par défaut : count.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>A code by which an area is known again in later results. Default: the place of the area.</source>
        <translation>Un code auquel une zone se reconnaît dans des résultats ultérieurs. Par défaut : le lieu de la zone.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>Field of the larger area</source>
        <translation>Champ de la zone plus grande</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>For example the borough of each ward: totals of it are taken to be known, and do not give a ward away. Default: only the sum of all is known.</source>
        <translation>Par exemple l'arrondissement de chaque circonscription : ses totaux sont supposés connus, et ne trahissent pas une circonscription. Par défaut : seule la somme de tout est connue.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>Field of the category or month</source>
        <translation>Champ de la catégorie ou du mois</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>Where each row is one category, or month, of an area: sums of areas and of categories do not give a count away. Not together with the larger area. Default: none.</source>
        <translation>Quand chaque ligne est une catégorie, ou un mois, d'une zone : les sommes par zone et par catégorie ne trahissent pas un comptage. Pas avec la zone plus grande. Par défaut : aucun.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>Population field</source>
        <translation>Champ de population</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>A rate of the count that is shown is added; few people are withheld. Default: no rates.</source>
        <translation>Un taux du comptage affiché est ajouté ; de petites populations sont masquées. Par défaut : pas de taux.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>Field of the density</source>
        <translation>Champ de la densité</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>For densities in cells. Default: none.</source>
        <translation>Pour des densités par cellule. Par défaut : aucun.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>That is counted, YYYY-MM. Default: all there are.</source>
        <translation>Qui est compté, AAAA-MM. Par défaut : tous ceux qu'il y a.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>That are counted, with commas. Default: all.</source>
        <translation>Qui sont comptées, séparées par des virgules. Par défaut : toutes.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>Further filter</source>
        <translation>Autre filtre</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>In words that you use again for the same one, for example: at night. Default: none.</source>
        <translation>En des mots que vous reprenez pour le même filtre, par exemple : la nuit. Par défaut : aucun.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <location filename="../../processing_algorithms/base/question_algorithm.py"/>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <source>Dataset</source>
        <translation>Jeu de données</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>Results of one dataset are held against each other. Default: that of the layer's marking.</source>
        <translation>Les résultats d'un même jeu de données sont confrontés entre eux. Par défaut : celui du marquage de la couche.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>In whose encrypted cache shared results are kept. Default: the one you signed in to.</source>
        <translation>Dans le cache chiffré duquel les résultats partagés sont conservés. Par défaut : celui auquel vous êtes connecté.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <location filename="../../processing_algorithms/load_incidents.py"/>
        <source>Person</source>
        <translation>Personne</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/safe_to_share.py"/>
        <source>Whose cache it is. Default: whoever signed in last.</source>
        <translation>À qui est le cache. Par défaut : la dernière personne connectée.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>Could have happened then: any part of the span</source>
        <translation>A pu se produire alors : toute partie de l'intervalle</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>Certainly happened then: the whole span</source>
        <translation>S'est certainement produit alors : tout l'intervalle</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>Probably happened then: a share of the span</source>
        <translation>S'est probablement produit alors : une part de l'intervalle</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>The day on which it began</source>
        <translation>Le jour où elle a commencé</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>After midnight, the new day</source>
        <translation>Après minuit, le nouveau jour</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>As many days just before</source>
        <translation>Autant de jours juste avant</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>The same dates a year earlier</source>
        <translation>Les mêmes dates un an plus tôt</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>52 weeks earlier, the same weekdays</source>
        <translation>52 semaines plus tôt, les mêmes jours de la semaine</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>When it happened, or the earliest moment at which it can have happened, on the wall clock.</source>
        <translation>Quand cela s'est produit, ou le premier moment où cela a pu se produire, à l'heure locale.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Latest date and time</source>
        <translation>Date et heure au plus tard</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>The latest moment at which it can have happened; where it is null, or before the first, the first counts as exact. Default: all times are exact.</source>
        <translation>Le dernier moment où cela a pu se produire ; s'il est NULL, ou avant le premier, le premier compte comme exact. Par défaut : toutes les heures sont exactes.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>Recent days (0 = all)</source>
        <translation>Jours récents (0 = tous)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>Only so many days up to the last day, that day included, in place of a first day; without a last day up to the day of the newest incident. Default: 0.</source>
        <translation>Seulement autant de jours jusqu'au dernier jour, celui-ci compris, à la place d'un premier jour ; sans dernier jour, jusqu'au jour de l'incident le plus récent. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>As 22-06 or 7:30-9:30, 16-19. A shift holds its first second and not its end: 22-06 ends with 05:59:59. Default: all day.</source>
        <translation>Comme 22-06 ou 7:30-9:30, 16-19. Une tranche contient sa première seconde et non sa fin : 22-06 finit à 05:59:59. Par défaut : toute la journée.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>A shift over midnight belongs to</source>
        <translation>Une tranche qui passe minuit appartient</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>To which weekday, month and date the hours after midnight count. The night of Friday is the one that begins on Friday; the alternative cuts it at midnight. Default: the day on which it began.</source>
        <translation>À quel jour de la semaine, quel mois et quelle date comptent les heures après minuit. La nuit du vendredi est celle qui commence le vendredi ; l'autre choix la coupe à minuit. Par défaut : le jour où elle a commencé.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>With a span, choose what</source>
        <translation>Avec un intervalle, choisir ce qui</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>For incidents with a latest date and time. Default: could have happened then.</source>
        <translation>Pour les incidents avec une date et heure au plus tard. Par défaut : a pu se produire alors.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>Smallest share of the span</source>
        <translation>Plus petite part de l'intervalle</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>For a share of the span: so much of it, or more, lies within. Above 0, up to 1. Default: 0.5.</source>
        <translation>Pour une part de l'intervalle : autant, ou plus, s'y trouve. Au-dessus de 0, jusqu'à 1. Par défaut : 0,5.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>Earlier period to compare with</source>
        <translation>Période antérieure de comparaison</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>For the second layer, which needs a first day or recent days; all other choices hold for it too. A year earlier, 29 February becomes 28 February. Default: as many days just before.</source>
        <translation>Pour la seconde couche, qui demande un premier jour ou des jours récents ; tous les autres choix valent aussi pour elle. Un an plus tôt, le 29 février devient le 28 février. Par défaut : autant de jours juste avant.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>First day</source>
        <translation>Premier jour</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>Included, from midnight on. Default: the oldest.</source>
        <translation>Inclus, à partir de minuit. Par défaut : le plus ancien.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Last day</source>
        <translation>Dernier jour</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>Included, until midnight. Default: the newest.</source>
        <translation>Inclus, jusqu'à minuit. Par défaut : le plus récent.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>Weekdays</source>
        <translation>Jours de la semaine</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>Default: all. By number, 0 is Monday.</source>
        <translation>Par défaut : tous. Par numéro, 0 est lundi.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>Months</source>
        <translation>Mois</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>Default: all. By number, 0 is January.</source>
        <translation>Par défaut : tous. Par numéro, 0 est janvier.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/select_by_date_time.py"/>
        <source>A first day, {first}, and {recent} recent days contradict each other. Give one of them.</source>
        <translation>Un premier jour, {first}, et {recent} jours récents se contredisent. Donnez l'un des deux.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Centres of the circles</source>
        <translation>Centres des cercles</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>When it happened; the time of day is dropped. Incidents without a date are left out and counted.</source>
        <translation>Quand cela s'est produit ; l'heure est laissée de côté. Les incidents sans date sont écartés et comptés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Only clusters that are still going on</source>
        <translation>Seulement les agrégats encore en cours</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Ticked: only clusters that last until the last day, as for a weekly watch; much quicker. Otherwise clusters at any time in the period. Default: no.</source>
        <translation>Cochée : seulement les agrégats qui durent jusqu'au dernier jour, comme pour une veille hebdomadaire ; bien plus rapide. Sinon, les agrégats à tout moment de la période. Par défaut : non.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Cell size (0 = the points' own places)</source>
        <translation>Taille de cellule (0 = les lieux mêmes des points)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Points in a square cell of this width count as one place, its centre.</source>
        <translation>Les points dans une cellule carrée de cette largeur comptent comme un lieu, son centre.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>0 leaves points where they are, up to 10,000 different places. Default: 0.</source>
        <translation>0 laisse les points où ils sont, jusqu'à 10 000 lieux différents. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Time unit</source>
        <translation>Unité de temps</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>What the time step counts. Default: days.</source>
        <translation>Ce que compte le pas de temps. Par défaut : jours.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Time step</source>
        <translation>Pas de temps</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Days (or months) that count as one moment, counted back from the last day; longer steps are quicker. Default: 1.</source>
        <translation>Jours (ou mois) qui comptent comme un moment, comptés à rebours du dernier jour ; des pas plus longs sont plus rapides. Par défaut : 1.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Incidents outside the study period are left out and counted.</source>
        <translation>Les incidents hors de la période d'étude sont écartés et comptés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Largest share of incidents in a circle (%)</source>
        <translation>Plus grande part des incidents dans un cercle (%)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>A circle holds at most this share of all incidents. Default: 50.</source>
        <translation>Un cercle contient au plus cette part de tous les incidents. Par défaut : 50.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Largest radius (0 = no limit)</source>
        <translation>Plus grand rayon (0 = sans limite)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>A circle reaches at most so far.</source>
        <translation>Un cercle ne s'étend pas plus loin.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Default: 0.</source>
        <translation>Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Longest duration as a share of the period (%)</source>
        <translation>Plus longue durée en part de la période (%)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>A cluster lasts at most this share of the study period. Default: 50.</source>
        <translation>Un agrégat dure au plus cette part de la période d'étude. Par défaut : 50.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Longest duration in days (0 = no limit)</source>
        <translation>Plus longue durée en jours (0 = sans limite)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>A cluster lasts at most so many days; short limits are much quicker. Default: 0.</source>
        <translation>Un agrégat dure au plus autant de jours ; des limites courtes sont bien plus rapides. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Fewest incidents in a cluster</source>
        <translation>Nombre minimal d'incidents dans un agrégat</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Fewer incidents make no cluster. Default: 2.</source>
        <translation>Moins d'incidents ne font pas un agrégat. Par défaut : 2.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Points round which circles are drawn: all places that are watched, quiet ones too, such as the centres of beats. Default: the places of the incidents.</source>
        <translation>Points autour desquels les cercles sont tracés : tous les lieux surveillés, les calmes aussi, comme les centres des secteurs de patrouille. Par défaut : les lieux des incidents.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>First day of the study period</source>
        <translation>Premier jour de la période d'étude</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>Last day of the study period</source>
        <translation>Dernier jour de la période d'étude</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/space_time_scan.py"/>
        <source>'{value}' is no day. Write it as 2024-01-31.</source>
        <translation>« {value} » n'est pas un jour. Écrivez-le comme 2024-01-31.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Snapped to an anonymous point</source>
        <translation>Ramené à un point anonyme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Middle of a square cell</source>
        <translation>Milieu d'une cellule carrée</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Known to an area only</source>
        <translation>Connu comme zone seulement</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Exact</source>
        <translation>Exact</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>The moment that stands there</source>
        <translation>Le moment qui est indiqué</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Any time of that day</source>
        <translation>N'importe quelle heure de ce jour</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Any time of that month</source>
        <translation>N'importe quel moment de ce mois</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Vagueness of the places</source>
        <translation>Imprécision des lieux</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Of all points, or of those whose precision is blank. Default: snapped to an anonymous point.</source>
        <translation>De tous les points, ou de ceux dont la précision est vide. Par défaut : ramené à un point anonyme.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>The vagueness of each point: exact, snapped, cell, area, none (left out), or a radius in metres. location_precision of a SafeStats portal is such a field. Default: the same for all.</source>
        <translation>L'imprécision de chaque point : exact, snapped, cell, area, none (écarté), ou un rayon en mètres. location_precision d'un portail SafeStats est un tel champ. Par défaut : la même pour tous.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Radius round an anonymous point</source>
        <translation>Rayon autour d'un point anonyme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>How far from its anonymous point an incident may have been.</source>
        <translation>À quelle distance de son point anonyme un incident a pu se trouver.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Default: 150, within which nine in ten incidents of the demo city lie.</source>
        <translation>Par défaut : 150, dans lequel se trouvent neuf incidents sur dix de la ville de démonstration.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Side of a square cell</source>
        <translation>Côté d'une cellule carrée</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>For places that are the middle of a cell.</source>
        <translation>Pour des lieux qui sont le milieu d'une cellule.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Default: 100.</source>
        <translation>Par défaut : 100.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Polygons, such as LSOAs, for incidents known to an area only, in any CRS. Default: none.</source>
        <translation>Polygones, comme des LSOA, pour les incidents connus comme zone seulement, dans n'importe quel SCR. Par défaut : aucun.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Field of the areas' code</source>
        <translation>Champ du code des zones</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>What names an area in the layer of areas. Default: areas are found by the points' place.</source>
        <translation>Ce qui nomme une zone dans la couche des zones. Par défaut : les zones sont trouvées d'après le lieu des points.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Field of the incidents' area code</source>
        <translation>Champ du code de zone des incidents</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>What names the area in the layer of points. With it, features without a point count in their area as well. Default: none.</source>
        <translation>Ce qui nomme la zone dans la couche de points. Avec lui, les entités sans point comptent aussi dans leur zone. Par défaut : aucun.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Addresses or population</source>
        <translation>Adresses ou population</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>When it happened, or began. Only needed with a period. Default: none.</source>
        <translation>Quand cela s'est produit, ou a commencé. Nécessaire seulement avec une période. Par défaut : aucun.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>The end of the interval in which it happened; where it is null the time is as below.</source>
        <translation>La fin de l'intervalle où cela s'est produit ; si elle est NULL, le temps est comme ci-dessous.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>A start without an end means</source>
        <translation>Un début sans fin veut dire</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>For data whose dates are days or months. Default: the moment that stands there.</source>
        <translation>Pour des données dont les dates sont des jours ou des mois. Par défaut : le moment qui est indiqué.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Only what falls on it or later counts. Default: the first.</source>
        <translation>Seul compte ce qui tombe ce jour-là ou après. Par défaut : le premier.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Only what falls on it or before counts. Default: the last.</source>
        <translation>Seul compte ce qui tombe ce jour-là ou avant. Par défaut : le dernier.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>Places known to an area only need the layer of these areas. Choose one under 'Areas'.</source>
        <translation>Des lieux connus comme zone seulement demandent la couche de ces zones. Choisissez-en une sous « Zones ».</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>The code of an area is needed in both layers. Choose the areas, their field and that of the incidents.</source>
        <translation>Le code d'une zone est nécessaire dans les deux couches. Choisissez les zones, leur champ et celui des incidents.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/uncertain_hot_spots.py"/>
        <source>A period was given, but no field that says when incidents happened. Choose 'Start'.</source>
        <translation>Une période a été donnée, mais aucun champ ne dit quand les incidents se sont produits. Choisissez « Début ».</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/vague_records.py"/>
        <source>Of these, {number} count in the area of their code.</source>
        <translation>Parmi eux, {number} comptent dans la zone de leur code.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/vague_records.py"/>
        <source>Addresses:</source>
        <translation>Adresses :</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/vague_records.py"/>
        <source>{number} records with no place, or an unknown area, were left out.</source>
        <translation>{number} enregistrements sans lieu, ou de zone inconnue, ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/vague_records.py"/>
        <source>{number} exact points outside the study area were left out.</source>
        <translation>{number} points exacts hors de la zone d'étude ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/asking/vague_records.py"/>
        <source>{number} places or areas hold no address: drawn evenly there.</source>
        <translation>{number} lieux ou zones ne contiennent aucune adresse : tirés uniformément là.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/agency_algorithm.py"/>
        <source>{agency}: {places} of {all} places are not covered; their {points} points were left out.</source>
        <translation>{agency} : {places} lieux sur {all} ne sont pas couverts ; leurs {points} points ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/agency_algorithm.py"/>
        <source>Polygons in which the agency supplies data, in any CRS. A cell or area whose centre lies outside has no count of this agency: null, which is not zero. Default: everywhere.</source>
        <translation>Polygones où l'organisme fournit des données, dans n'importe quel SCR. Une cellule ou zone dont le centre est au-dehors n'a pas de comptage de cet organisme : NULL, ce qui n'est pas zéro. Par défaut : partout.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/agency_algorithm.py"/>
        <location filename="../../processing_algorithms/base/grid_algorithm.py"/>
        <location filename="../../processing_algorithms/clusters.py"/>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>{number} points outside the study area were left out.</source>
        <translation>{number} points hors de la zone d'étude ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/agency_algorithm.py"/>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <source>{number} areas.</source>
        <translation>{number} zones.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/agency_algorithm.py"/>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>{number} areas without a polygon were left out.</source>
        <translation>{number} zones sans polygone ont été écartées.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/agency_algorithm.py"/>
        <source>{number} points lie in no area: left out.</source>
        <translation>{number} points ne sont dans aucune zone : écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/agency_algorithm.py"/>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>{number} points lie in several areas: counted in the first of them.</source>
        <translation>{number} points sont dans plusieurs zones : comptés dans la première.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/agency_algorithm.py"/>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>{cells} cells of {size}.</source>
        <translation>{cells} cellules de {size}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/algorithm.py"/>
        <source>{title} needs Python packages that this QGIS lacks, or has too old. Install them: {command}</source>
        <translation>{title} a besoin de paquets Python que ce QGIS n'a pas, ou a en version trop ancienne. Installez-les : {command}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/cells_or_areas_algorithm.py"/>
        <source>Areas, in place of cells</source>
        <translation>Zones, à la place de cellules</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/cells_or_areas_algorithm.py"/>
        <source>Polygons to count in, for example wards, in any CRS. Their fields are kept. Default: cells.</source>
        <translation>Polygones dans lesquels compter, par exemple des circonscriptions, dans n'importe quel SCR. Leurs champs sont gardés. Par défaut : cellules.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/cells_or_areas_algorithm.py"/>
        <source>Areas and a study area were both given. Choose one: areas to count in, or a study area for cells.</source>
        <translation>Des zones et une zone d'étude ont été données. Choisissez : des zones où compter, ou une zone d'étude pour des cellules.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/core_sentences.py"/>
        <location filename="../../processing_algorithms/base/translation.py"/>
        <source>en_GB</source>
        <translation>fr_FR</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/days.py"/>
        <source>'{value}' is no date. Write it as 2024-01-31.</source>
        <translation>« {value} » n'est pas une date. Écrivez-la comme 2024-01-31.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>Normal reference (nrd)</source>
        <translation>Référence normale (nrd)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>Scott</source>
        <translation>Scott</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>Mean distance to the k-th neighbour</source>
        <translation>Distance moyenne au k-ième voisin</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>Median distance (after Silverman)</source>
        <translation>Distance médiane (d'après Silverman)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>Quartic</source>
        <translation>Quartique</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>Triweight</source>
        <translation>Triweight</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>Epanechnikov</source>
        <translation>Epanechnikov</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>Uniform</source>
        <translation>Uniforme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>Triangular (cone)</source>
        <translation>Triangulaire (cône)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>Gaussian</source>
        <translation>Gaussien</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>Incidents per km²</source>
        <translation>Incidents par km²</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>Incidents per cell</source>
        <translation>Incidents par cellule</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>Share of all incidents per cell</source>
        <translation>Part de tous les incidents par cellule</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>Bandwidth (0 = by the rule)</source>
        <translation>Largeur de bande (0 = selon la règle)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>How far a point spreads; for a gaussian kernel, its standard deviation.</source>
        <translation>Jusqu'où un point s'étale ; pour un noyau gaussien, son écart type.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>0 lets the rule choose. Default: 0.</source>
        <translation>0 laisse la règle choisir. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>Rule for the bandwidth</source>
        <translation>Règle pour la largeur de bande</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>Used where the bandwidth is 0. Rules smooth much: try half of what they give. Default: nrd.</source>
        <translation>Utilisée quand la largeur de bande est 0. Les règles lissent beaucoup : essayez la moitié de ce qu'elles donnent. Par défaut : nrd.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>k, for the rule by neighbours</source>
        <translation>k, pour la règle par voisins</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>Which neighbour the distance is taken to. Default: 20.</source>
        <translation>Quel voisin sert à mesurer la distance. Par défaut : 20.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>The shape of the spread. It matters far less than the bandwidth. Default: quartic.</source>
        <translation>La forme de l'étalement. Elle importe bien moins que la largeur de bande. Par défaut : quartique.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>Correct for the edge of the study area</source>
        <translation>Corriger l'effet du bord de la zone d'étude</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>With a study area: leaves out the points beyond it, and makes up for what spreads out of it. Without, densities fall towards the edge, and points beyond it spread in. Default: yes.</source>
        <translation>Avec une zone d'étude : écarte les points au-delà et compense ce qui s'étale au-dehors. Sans elle, les densités baissent vers le bord, et les points au-delà s'étalent vers l'intérieur. Par défaut : oui.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>Units</source>
        <translation>Unités</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source> (by the rule: {rule})</source>
        <translation> (selon la règle : {rule})</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/density_algorithm.py"/>
        <source>Bandwidth {bandwidth}{by_rule}, {kernel} kernel, cells of {size}.</source>
        <translation>Largeur de bande {bandwidth}{by_rule}, noyau {kernel}, cellules de {size}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/grid_algorithm.py"/>
        <source>{cells} cells of {size} ({shape}).</source>
        <translation>{cells} cellules de {size} ({shape}).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/groups.py"/>
        <source>Data</source>
        <translation>Données</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/groups.py"/>
        <source>Counts and places</source>
        <translation>Comptages et lieux</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/groups.py"/>
        <source>Hot spots</source>
        <translation>Points chauds</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/groups.py"/>
        <source>Space and time</source>
        <translation>Espace et temps</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/groups.py"/>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Comparison</source>
        <translation>Comparaison</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/groups.py"/>
        <source>Several agencies</source>
        <translation>Plusieurs organismes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/groups.py"/>
        <location filename="../../processing_algorithms/print_briefing.py"/>
        <source>Briefings</source>
        <translation>Notes imprimées</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbour_algorithm.py"/>
        <source>Nearest cells</source>
        <translation>Cellules les plus proches</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbour_algorithm.py"/>
        <source>Incidents, one point each (every part of a multi-point counts), which are counted on a grid; or areas such as wards with a field of values. In a projected CRS. Filters and 'Selected features only' are honoured.</source>
        <translation>Incidents, un point chacun (chaque partie d'un multipoint compte), comptés sur une grille ; ou zones, par exemple des circonscriptions, avec un champ de valeurs. Dans un SCR projeté. Les filtres et « Entité(s) sélectionnée(s) uniquement » sont respectés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbour_algorithm.py"/>
        <source>Field of the polygons</source>
        <translation>Champ des polygones</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbour_algorithm.py"/>
        <source>For polygons: the number that is compared, for example a rate. Areas where it is null are left out and counted in the log. Not for points: they have the weight field.</source>
        <translation>Pour des polygones : le nombre qui est comparé, par exemple un taux. Les zones où il est NULL sont écartées et comptées dans le journal. Pas pour des points : ils ont le champ de poids.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbour_algorithm.py"/>
        <source>For a distance band: from centre to centre.</source>
        <translation>Pour une bande de distance : de centre à centre.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbour_algorithm.py"/>
        <source>Number of nearest cells</source>
        <translation>Nombre de cellules les plus proches</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbour_algorithm.py"/>
        <source>For nearest cells: how many, the cell itself not counted. Default: 8.</source>
        <translation>Pour les cellules les plus proches : combien, la cellule elle-même non comptée. Par défaut : 8.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbour_algorithm.py"/>
        <source>Points, or polygons with a field</source>
        <translation>Points, ou polygones avec un champ</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbour_algorithm.py"/>
        <source>{mean} neighbours on average, {fewest} to {most}.</source>
        <translation>{mean} voisines en moyenne, de {fewest} à {most}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbour_algorithm.py"/>
        <source>{number} areas have no neighbour.</source>
        <translation>{number} zones n'ont pas de voisine.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbour_algorithm.py"/>
        <source>Polygons need a field of values to compare. Choose one, or give points, which are counted on a grid.</source>
        <translation>Des polygones demandent un champ de valeurs à comparer. Choisissez-en un, ou donnez des points, qui sont comptés sur une grille.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbour_algorithm.py"/>
        <source>A weight and a study area are for points. Leave both out for polygons: what is in their layer is the study area.</source>
        <translation>Un poids et une zone d'étude sont pour des points. Laissez-les vides pour des polygones : ce que contient leur couche est la zone d'étude.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbour_algorithm.py"/>
        <location filename="../../processing_algorithms/base/point_algorithm.py"/>
        <source>{number} features read.</source>
        <translation>{number} entités lues.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbour_algorithm.py"/>
        <source>{number} features without a polygon were left out.</source>
        <translation>{number} entités sans polygone ont été écartées.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbour_algorithm.py"/>
        <source>{number} areas without a value in '{field}' were left out.</source>
        <translation>{number} zones sans valeur dans « {field} » ont été écartées.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbour_algorithm.py"/>
        <source>Which cells or areas count as near; {of_itself}. Default: queen.</source>
        <translation>Quelles cellules ou zones comptent comme proches ; {of_itself}. Par défaut : reine.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbour_algorithm.py"/>
        <source>'{field}' was given as the field of the polygons, but the layer holds points. Use it as the weight, or choose a layer of polygons.</source>
        <translation>« {field} » a été donné comme champ des polygones, mais la couche contient des points. Utilisez-le comme poids, ou choisissez une couche de polygones.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbourhoods.py"/>
        <source>Queen: cells that share an edge or a corner</source>
        <translation>Reine : cellules qui ont un côté ou un sommet en commun</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbourhoods.py"/>
        <source>Rook: cells that share an edge</source>
        <translation>Tour : cellules qui ont un côté en commun</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbourhoods.py"/>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>Distance band</source>
        <translation>Bande de distance</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbourhoods.py"/>
        <source>Neighbourhood</source>
        <translation>Voisinage</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbourhoods.py"/>
        <source>Distance of the band</source>
        <translation>Distance de la bande</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbourhoods.py"/>
        <source>No default.</source>
        <translation>Pas de valeur par défaut.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/neighbourhoods.py"/>
        <source>A distance band needs a distance. Enter one that is longer than a cell, or choose another neighbourhood.</source>
        <translation>Une bande de distance demande une distance. Donnez-en une plus longue qu'une cellule, ou choisissez un autre voisinage.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/outputs.py"/>
        <source>Page</source>
        <translation>Page</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/outputs.py"/>
        <source>HTML files (*.html)</source>
        <translation>Fichiers HTML (*.html)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/parameters.py"/>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>For permutations: the same number gives the same result. Default: 0.</source>
        <translation>Pour les permutations : le même nombre donne le même résultat. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/parameters.py"/>
        <location filename="../../safestats_core/hotspots/density/random_labelling.py"/>
        <location filename="../../safestats_core/hotspots/local_statistics/permutation.py"/>
        <location filename="../../safestats_core/hotspots/local_statistics/shared_draws.py"/>
        <location filename="../../safestats_core/hotspots/space_time/knox.py"/>
        <location filename="../../safestats_core/hotspots/space_time/scan_permutation.py"/>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <source>Permutations</source>
        <translation>Permutations</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/parameters.py"/>
        <source>Permutations (0 = none)</source>
        <translation>Permutations (0 = aucune)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/parameters.py"/>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>Significance level</source>
        <translation>Seuil de signification</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/parameters.py"/>
        <source>Control the false discovery rate</source>
        <translation>Contrôler le taux de fausses découvertes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/parameters.py"/>
        <source>Of hundreds of places tested, some stand out by chance alone. This keeps the share of false ones among those that are called significant at the level that is stated. Default: yes.</source>
        <translation>Sur des centaines de lieux testés, certains ressortent par le seul hasard. Ceci maintient la part des faux parmi ceux qui sont déclarés significatifs au niveau annoncé. Par défaut : oui.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/parameters.py"/>
        <source>A significance level of {alpha} is none. Enter one between 0 and 1, such as 0.05.</source>
        <translation>Un seuil de signification de {alpha} n'en est pas un. Indiquez-en un entre 0 et 1, comme 0.05.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/point_algorithm.py"/>
        <source>None of the {number} points lies in the study area. Check that its polygons are the right ones, and that both layers have the right coordinate reference system.</source>
        <translation>Aucun des {number} points n'est dans la zone d'étude. Vérifiez que ses polygones sont les bons et que les deux couches ont le bon système de coordonnées de référence.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/point_algorithm.py"/>
        <source>A date field, a date and time field, or text such as 2024-01-31 22:15.</source>
        <translation>Un champ de date, un champ de date et heure, ou un texte comme 2024-01-31 22:15.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/point_algorithm.py"/>
        <source>0 takes a fiftieth of the short side of the study area, rounded down to 100 m. Default: 0.</source>
        <translation>0 prend un cinquantième du petit côté de la zone d'étude, arrondi vers le bas à 100 m. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/point_algorithm.py"/>
        <source>In the units of the points' CRS, metres for most.</source>
        <translation>Dans les unités du SCR des points, le plus souvent des mètres.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/point_algorithm.py"/>
        <source>{number} points without a value in '{field}' were left out.</source>
        <translation>{number} points sans valeur dans « {field} » ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/point_algorithm.py"/>
        <source>Incidents, one point each (every part of a multi-point counts), in a projected CRS. Filters and 'Selected features only' are honoured.</source>
        <translation>Incidents, un point chacun (chaque partie d'un multipoint compte), dans un SCR projeté. Les filtres et « Entité(s) sélectionnée(s) uniquement » sont respectés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/point_algorithm.py"/>
        <source>Points in degrees (longitude and latitude) are refused, because degrees are no distances. Ticked, they are put into metres first: the British or Irish national grid, elsewhere the UTM zone. Distances are then in metres. Default: no.</source>
        <translation>Les points en degrés (longitude et latitude) sont refusés, car des degrés ne sont pas des distances. Si la case est cochée, ils sont d'abord mis en mètres : la grille nationale britannique ou irlandaise, ailleurs le fuseau UTM. Les distances sont alors en mètres. Par défaut : non.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/point_algorithm.py"/>
        <source>Weight field</source>
        <translation>Champ de poids</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/point_algorithm.py"/>
        <source>A number that says how much a point counts, for example its harm. Points with a null or negative weight are left out and counted in the log. Default: every point counts 1.</source>
        <translation>Un nombre qui dit combien compte un point, par exemple sa gravité. Les points dont le poids est NULL ou négatif sont écartés et comptés dans le journal. Par défaut : chaque point compte pour 1.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/point_algorithm.py"/>
        <location filename="../../resources/models/hotspotbriefing.model3"/>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Study area</source>
        <translation>Zone d'étude</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/point_algorithm.py"/>
        <source>Polygons within which incidents could have happened, in any CRS. Points outside do not count, and cells outside are absent rather than zero. Default: the extent of the points.</source>
        <translation>Polygones dans lesquels des incidents ont pu se produire, dans n'importe quel SCR. Les points au-dehors ne comptent pas, et les cellules au-dehors sont absentes plutôt que nulles. Par défaut : l'emprise des points.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/point_algorithm.py"/>
        <location filename="../../resources/models/hotspotbriefing.model3"/>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Cell size (0 = automatic)</source>
        <translation>Taille de cellule (0 = automatique)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/point_algorithm.py"/>
        <source>Width of a cell.</source>
        <translation>Largeur d'une cellule.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/point_algorithm.py"/>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <location filename="../../resources/models/hotspotbriefing.model3"/>
        <source>Points</source>
        <translation>Points</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/point_algorithm.py"/>
        <source>Reproject points that are in degrees</source>
        <translation>Reprojeter les points qui sont en degrés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/point_algorithm.py"/>
        <source>{number} features without a point were left out.</source>
        <translation>{number} entités sans point ont été écartées.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/point_algorithm.py"/>
        <source>{number} points with a null weight were left out.</source>
        <translation>{number} points de poids NULL ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/point_algorithm.py"/>
        <source>{number} points with a negative weight were left out.</source>
        <translation>{number} points de poids négatif ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/point_algorithm.py"/>
        <source>There are no points to work with in '{layer}': of {features} features {no_point} have no point, {no_weight} no weight, {negative} a negative weight and {null} a null in a field that is needed. Check the layer, its filter, the selection.</source>
        <translation>Il n'y a pas de points à traiter dans « {layer} » : sur {features} entités, {no_point} n'ont pas de point, {no_weight} pas de poids, {negative} un poids négatif et {null} une valeur NULL dans un champ nécessaire. Vérifiez la couche, son filtre, la sélection.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/progress.py"/>
        <location filename="../../processing_algorithms/printing/main_thread.py"/>
        <location filename="../../processing_algorithms/printing/printing.py"/>
        <location filename="../../processing_algorithms/sources/collected.py"/>
        <source>Stopped before the end.</source>
        <translation>Arrêté avant la fin.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/question_algorithm.py"/>
        <source>Polygons in any CRS; incidents inside any of them answer. Default: everywhere.</source>
        <translation>Polygones dans n'importe quel SCR ; les incidents qui sont dans l'un d'eux répondent. Par défaut : partout.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/question_algorithm.py"/>
        <source>{title}: {rows} rows, of which {number} have no place.</source>
        <translation>{title} : {rows} lignes, dont {number} sans lieu.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/question_algorithm.py"/>
        <source>Handling: {handling}. {attribution}</source>
        <translation>Marquage : {handling}. {attribution}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/question_algorithm.py"/>
        <source>YYYY-MM. Default: the first there is.</source>
        <translation>AAAA-MM. Par défaut : le premier disponible.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/question_algorithm.py"/>
        <source>YYYY-MM, included. Default: the last there is.</source>
        <translation>AAAA-MM, inclus. Par défaut : le dernier disponible.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/question_algorithm.py"/>
        <source>With commas, for example burglary, robbery. A wrong one answers with the list. Default: all.</source>
        <translation>Séparées par des virgules, par exemple burglary, robbery. Une catégorie fausse renvoie la liste. Par défaut : toutes.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/question_algorithm.py"/>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <source>Area codes</source>
        <translation>Codes de zone</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/question_algorithm.py"/>
        <source>Codes of boroughs or wards, with commas; an incident in any of them answers. Default: all.</source>
        <translation>Codes d'arrondissements ou de circonscriptions, séparés par des virgules ; un incident dans l'un d'eux répond. Par défaut : tous.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/question_algorithm.py"/>
        <source>Rows</source>
        <translation>Lignes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/question_algorithm.py"/>
        <source>Rows without a place</source>
        <translation>Lignes sans lieu</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/question_algorithm.py"/>
        <source>Handling marking</source>
        <translation>Marquage de protection</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/question_algorithm.py"/>
        <source>Attribution</source>
        <translation>Mention de la source</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/rerun.py"/>
        <source>{number} selected features</source>
        <translation>{number} entités sélectionnées</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/rerun.py"/>
        <source>{number} features</source>
        <translation>{number} entités</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/rerun.py"/>
        <source>filter {filter}</source>
        <translation>filtre {filter}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/significance.py"/>
        <source>95 %</source>
        <translation>95 %</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/significance.py"/>
        <source>90 %</source>
        <translation>90 %</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/significance.py"/>
        <source>99 %</source>
        <translation>99 %</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/significance.py"/>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <source>Distribution of counts (few incidents per cell)</source>
        <translation>Loi des comptages (peu d'incidents par cellule)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/significance.py"/>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <source>Normal distribution (as published)</source>
        <translation>Loi normale (comme publié)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/significance.py"/>
        <source>Distance to neighbours (0 = cells that touch)</source>
        <translation>Distance aux voisines (0 = cellules qui se touchent)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/significance.py"/>
        <source>Confidence of a hot spot</source>
        <translation>Confiance d'un point chaud</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/significance.py"/>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <location filename="../../processing_algorithms/results/comparison/accuracy_page.py"/>
        <source>Chance</source>
        <translation>Hasard</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/significance.py"/>
        <source>From centre to centre.</source>
        <translation>De centre à centre.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/span_algorithm.py"/>
        <source>Points, features of any other kind, or a table without geometry, in any CRS. Filters and 'Selected features only' are honoured.</source>
        <translation>Points, entités de tout autre type, ou table sans géométrie, dans n'importe quel SCR. Les filtres et « Entité(s) sélectionnée(s) uniquement » sont respectés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/span_algorithm.py"/>
        <source>None of the {features} features of '{layer}' has a value in '{start}'. Choose another field, layer or filter.</source>
        <translation>Aucune des {features} entités de « {layer} » n'a de valeur dans « {start} ». Choisissez un autre champ, une autre couche ou un autre filtre.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/toolbox_entry.py"/>
        <source>When not to use it</source>
        <translation>Quand ne pas l'utiliser</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/toolbox_entry.py"/>
        <source>Parameters</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/base/toolbox_entry.py"/>
        <location filename="../../processing_algorithms/load_from_source.py"/>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/clusters.py"/>
        <source>Clusters of incidents</source>
        <translation>Agrégats d'incidents</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/clusters.py"/>
        <source>crime,cluster,hotspot,dbscan,st-dbscan,hdbscan,crimestat,nnh,nearest neighbour hierarchical,ellipse,convex hull,safestats</source>
        <translation>délinquance,agrégat,grappe,point chaud,plus proche voisin,ellipse,enveloppe convexe,cluster,hotspot,dbscan,st-dbscan,hdbscan,crimestat,nnh,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/clusters.py"/>
        <source>Finds groups of incidents that lie close together, without a grid. Gives every incident the number of its cluster (1 is the largest, 0 means none), and every cluster as a polygon with how many incidents it holds, their share of all, its area and density, and p: how often incidents scattered at random would form a cluster as strong anywhere in the study area.</source>
        <translation>Trouve des groupes d'incidents proches les uns des autres, sans grille. Donne à chaque incident le numéro de son agrégat (1 est le plus grand, 0 veut dire aucun), et chaque agrégat comme un polygone avec le nombre d'incidents qu'il contient, leur part du total, sa surface et sa densité, et p : combien de fois des incidents dispersés au hasard formeraient un agrégat aussi marqué quelque part dans la zone d'étude.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/clusters.py"/>
        <source>To compare places of equal size or two periods: count on a grid. Crime is never scattered at random, because people and streets are not, so a small p says that there is a cluster, not why. With a distance that is too long or a minimum that is too low the whole town becomes one cluster; the log says so. DBSCAN chains along busy streets; where patrol areas must stay compact take nearest-neighbour hierarchical. Where reports are snapped to points on the map, one point may be a cluster by itself.</source>
        <translation>Pour comparer des lieux de même taille ou deux périodes : comptez sur une grille. La délinquance n'est jamais dispersée au hasard, car les gens et les rues ne le sont pas ; un petit p dit donc qu'il y a un agrégat, pas pourquoi. Avec une distance trop longue ou un minimum trop bas, toute la ville devient un seul agrégat ; le journal le dit. DBSCAN s'étire le long des rues animées ; si les secteurs de patrouille doivent rester compacts, prenez la classification hiérarchique du plus proche voisin. Là où les signalements sont ramenés à des points de la carte, un seul point peut former un agrégat.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/clusters.py"/>
        <source>DBSCAN: Ester, Kriegel, Sander &amp; Xu (1996), KDD-96. ST-DBSCAN: Birant &amp; Kut (2007), Data &amp; Knowledge Engineering 60. HDBSCAN: Campello, Moulavi &amp; Sander (2013), through scikit-learn. Nearest-neighbour hierarchical: Levine (2013), CrimeStat IV, chapter 7. p: Monte Carlo, Besag &amp; Clifford (1991), Biometrika 78.</source>
        <translation>DBSCAN : Ester, Kriegel, Sander &amp; Xu (1996), KDD-96. ST-DBSCAN : Birant &amp; Kut (2007), Data &amp; Knowledge Engineering 60. HDBSCAN : Campello, Moulavi &amp; Sander (2013), par scikit-learn. Classification hiérarchique du plus proche voisin : Levine (2013), CrimeStat IV, chapitre 7. p : Monte-Carlo, Besag &amp; Clifford (1991), Biometrika 78.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/clusters.py"/>
        <source>Incidents with cluster</source>
        <translation>Incidents avec leur agrégat</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/clusters.py"/>
        <source>Points clustered or not</source>
        <translation>Points, dans un agrégat ou non</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/clusters.py"/>
        <source>Points in a cluster</source>
        <translation>Points dans un agrégat</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/clusters.py"/>
        <source>Points in the largest cluster</source>
        <translation>Points dans le plus grand agrégat</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/clusters.py"/>
        <source>Distance used</source>
        <translation>Distance utilisée</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/clusters.py"/>
        <source>Clusters with p of 0.05 or less</source>
        <translation>Agrégats avec p de 0,05 ou moins</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>Compare two periods</source>
        <translation>Comparer deux périodes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>crime,hotspot,change,before,after,evaluation,rise,fall,rate ratio,exact test,binomial,poisson,fdr,safestats</source>
        <translation>délinquance,point chaud,évolution,avant,après,évaluation,hausse,baisse,rapport des taux,test exact,binomiale,poisson,hotspot,change,fdr,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>Counts the incidents of two periods in cells or areas and asks of each whether its rate changed by more than chance explains. ratio is the rate of the second period divided by that of the first, whatever their lengths, with its 95 % interval in ratio_low and ratio_high; p is exact; p_adj is p after the false discovery rate; change says rise, fall, no evidence of change, or no incidents. The periods are two layers, or one layer that a date splits.</source>
        <translation>Compte les incidents de deux périodes dans des cellules ou des zones et demande pour chacune si son taux a changé plus que le hasard ne l'explique. ratio est le taux de la seconde période divisé par celui de la première, quelles que soient leurs durées, avec son intervalle à 95 % dans ratio_low et ratio_high ; p est exact ; p_adj est p après le taux de fausses découvertes ; change dit rise (hausse), fall (baisse), no evidence of change (pas d'indice de changement) ou no incidents (pas d'incident). Les périodes sont deux couches, ou une couche qu'une date partage.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>No evidence of change is no evidence of sameness: with few incidents only a large change can be seen; read the interval. Seasons are changes too: compare with the same months of another year. Where one incident brings the next, as with repeat victims, counts vary more than the test expects, and it calls too many. The worst places of one period are partly bad luck, and fall in the next without any intervention.</source>
        <translation>L'absence d'indice de changement n'est pas un indice de stabilité : avec peu d'incidents, seul un grand changement peut se voir ; lisez l'intervalle. Les saisons sont aussi des changements : comparez avec les mêmes mois d'une autre année. Là où un incident entraîne le suivant, comme pour les victimes répétées, les comptages varient plus que le test ne l'attend, et il en désigne trop. Les pires lieux d'une période sont en partie de la malchance, et baissent dans la suivante sans aucune intervention.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>Exact conditional test: Przyborowski &amp; Wilenski (1940), Biometrika 31. Interval: Clopper &amp; Pearson (1934), Biometrika 26. False discovery rate: Benjamini &amp; Hochberg (1995).</source>
        <translation>Test conditionnel exact : Przyborowski &amp; Wilenski (1940), Biometrika 31. Intervalle : Clopper &amp; Pearson (1934), Biometrika 26. Taux de fausses découvertes : Benjamini &amp; Hochberg (1995).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>The same rate in both periods</source>
        <translation>Le même taux dans les deux périodes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>The change of all places together</source>
        <translation>Le changement de tous les lieux ensemble</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>Change between two periods</source>
        <translation>Changement entre deux périodes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>Test against</source>
        <translation>Tester par rapport à</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>The same rate: which places changed. The change of all places together: which places changed otherwise than the whole. The ratio itself is the same. Default: the same rate.</source>
        <translation>Le même taux : quels lieux ont changé. Le changement de tous les lieux ensemble : quels lieux ont changé autrement que l'ensemble. Le rapport lui-même est le même. Par défaut : le même taux.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>A place changed where p_adj is this or less. Between 0 and 1. Default: 0.05.</source>
        <translation>Un lieu a changé si p_adj vaut ceci ou moins. Entre 0 et 1. Par défaut : 0,05.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>Points counted in the first period</source>
        <translation>Points comptés dans la première période</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>Points counted in the second period</source>
        <translation>Points comptés dans la seconde période</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>Rate ratio of all places together</source>
        <translation>Rapport des taux de tous les lieux ensemble</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>Places with a rise</source>
        <translation>Lieux en hausse</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>Places with a fall</source>
        <translation>Lieux en baisse</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>{number} points of the first period lie in no cell or area: left out.</source>
        <translation>{number} points de la première période ne sont dans aucune cellule ni zone : écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/compare_hot_spots.py"/>
        <source>{number} points of the second period lie in no cell or area: left out.</source>
        <translation>{number} points de la seconde période ne sont dans aucune cellule ni zone : écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/concentration.py"/>
        <source>Concentration in places (80-20)</source>
        <translation>Concentration dans les lieux (80-20)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/concentration.py"/>
        <source>crime,concentration,80-20,pareto,lorenz curve,gini,street segments,addresses,repeat locations,law of crime concentration,safestats</source>
        <translation>délinquance,concentration,80-20,pareto,courbe de lorenz,gini,tronçons de rue,adresses,lieux répétés,loi de concentration,law of crime concentration,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/concentration.py"/>
        <source>Orders places from most to fewest incidents and says how few of them hold 20, 25, 50 and 80 % of all. Places are the cells of a grid, areas, street segments, spots or addresses. Each place gets its rank, its count, its share of the incidents, and the shares added up so far (cum_share) against those of the places (cum_places), in per cent. The field holds says whether it belongs to the fewest places that hold 25, 50, 80 or 100 %. The page draws the Lorenz curve. The Gini coefficient is 0 where all places have the same and near 1 where one has all; the generalised one is right also where there are fewer incidents than places.</source>
        <translation>Classe les lieux du plus grand au plus petit nombre d'incidents et dit combien peu d'entre eux contiennent 20, 25, 50 et 80 % du total. Les lieux sont les cellules d'une grille, des zones, des tronçons de rue, des points ou des adresses. Chaque lieu reçoit son rang, son comptage, sa part des incidents, et les parts cumulées jusque-là (cum_share) face à celles des lieux (cum_places), en pour cent. Le champ holds dit s'il fait partie des moins nombreux lieux qui contiennent 25, 50, 80 ou 100 %. La page trace la courbe de Lorenz. Le coefficient de Gini vaut 0 si tous les lieux ont autant et s'approche de 1 si un seul a tout ; le coefficient généralisé est juste aussi quand il y a moins d'incidents que de lieux.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/concentration.py"/>
        <source>Few incidents in many places are uneven by chance alone: read the Gini coefficient beside the one that chance gives. Do not compare shares between maps with other cells or places. Police data that are snapped to a few points make spots and streets look more concentrated than they are. Without a study area the empty cells round a town count as places.</source>
        <translation>Peu d'incidents dans beaucoup de lieux sont inégaux par le seul hasard : lisez le coefficient de Gini à côté de celui que donne le hasard. Ne comparez pas les parts entre cartes dont les cellules ou les lieux diffèrent. Les données de police ramenées à quelques points font paraître points et rues plus concentrés qu'ils ne le sont. Sans zone d'étude, les cellules vides autour d'une ville comptent comme des lieux.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/concentration.py"/>
        <source>Lorenz (1905); Gini (1912); generalised Gini: Bernasco &amp; Steenbeek (2017), Journal of Quantitative Criminology 33, 451-467; shares of places: Weisburd (2015), Criminology 53, 133-157.</source>
        <translation>Lorenz (1905) ; Gini (1912) ; Gini généralisé : Bernasco &amp; Steenbeek (2017), Journal of Quantitative Criminology 33, 451-467 ; parts de lieux : Weisburd (2015), Criminology 53, 133-157.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/concentration.py"/>
        <source>How often as many incidents are dealt to the places blindly, to see what chance alone concentrates. Not for weights. Default: 99.</source>
        <translation>Combien de fois autant d'incidents sont distribués aux lieux à l'aveugle, pour voir ce que le seul hasard concentre. Pas pour des poids. Par défaut : 99.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/concentration.py"/>
        <source>Ordered places</source>
        <translation>Lieux classés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/concentration.py"/>
        <source>Points in places</source>
        <translation>Points dans des lieux</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/concentration.py"/>
        <source>Points in no place</source>
        <translation>Points hors de tout lieu</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/concentration.py"/>
        <source>Gini coefficient</source>
        <translation>Coefficient de Gini</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/concentration.py"/>
        <source>Generalised Gini coefficient</source>
        <translation>Coefficient de Gini généralisé</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/concentration.py"/>
        <source>Places that hold 20 % of incidents (% of places)</source>
        <translation>Lieux qui contiennent 20 % des incidents (% des lieux)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/concentration.py"/>
        <source>Places that hold 25 % of incidents (% of places)</source>
        <translation>Lieux qui contiennent 25 % des incidents (% des lieux)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/concentration.py"/>
        <source>Places that hold 50 % of incidents (% of places)</source>
        <translation>Lieux qui contiennent 50 % des incidents (% des lieux)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/concentration.py"/>
        <source>Places that hold 80 % of incidents (% of places)</source>
        <translation>Lieux qui contiennent 80 % des incidents (% des lieux)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/concentration.py"/>
        <source>Gini coefficient by chance</source>
        <translation>Coefficient de Gini par hasard</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/concentration.py"/>
        <source>p of the concentration</source>
        <translation>p de la concentration</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <source>Count points in areas, with rates</source>
        <translation>Compter les points par zone, avec taux</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <source>crime,incidents,count,areas,polygons,wards,lsoa,rate,population,confidence interval,safestats</source>
        <translation>délinquance,incidents,compter,zones,polygones,circonscriptions,lsoa,taux,population,intervalle de confiance,count,rate,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <source>Counts the points in each area, for example a ward, and adds the fields count and, with a weight field, weight. With a population field it adds rate, the count per 1,000 people, and rate_low and rate_high, between which the true rate lies with 95 % confidence. Areas without a point are 0. A point on the edge between two areas is counted once; where areas overlap, a point counts in the first of them and the number of such points is told.</source>
        <translation>Compte les points de chaque zone, par exemple une circonscription, et ajoute les champs count et, avec un champ de poids, weight. Avec un champ de population, il ajoute rate, le comptage pour 1 000 personnes, et rate_low et rate_high, entre lesquels se trouve le vrai taux avec une confiance de 95 %. Les zones sans point ont 0. Un point sur la limite entre deux zones est compté une fois ; là où des zones se recouvrent, un point compte dans la première et le nombre de ces points est indiqué.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <source>For shops, stations and town centres residents are the wrong population: give a field of those who are there, or read the counts. Wide intervals that overlap say that two areas cannot be told apart; use 'Compare two periods' to test a change. Areas hide where in them things happen: use a grid for that.</source>
        <translation>Pour les commerces, les gares et les centres-villes, les résidents ne sont pas la bonne population : donnez un champ de ceux qui s'y trouvent, ou lisez les comptages. De larges intervalles qui se recouvrent disent que deux zones ne peuvent être distinguées ; utilisez « Comparer deux périodes » pour tester un changement. Les zones cachent où les faits se produisent en leur sein : utilisez une grille pour cela.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <source>Exact Poisson interval: Garwood (1936), Biometrika 28, 437-442.</source>
        <translation>Intervalle exact de Poisson : Garwood (1936), Biometrika 28, 437-442.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <source>Rates per {per} of '{field}', with exact {level} % intervals.</source>
        <translation>Taux pour {per} de « {field} », avec intervalles exacts à {level} %.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <source>Polygons to count in, in any CRS. A field of theirs called count, weight or rate is replaced.</source>
        <translation>Polygones dans lesquels compter, dans n'importe quel SCR. Un de leurs champs appelé count, weight ou rate est remplacé.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <source>Counts in areas</source>
        <translation>Comptages par zone</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Population field of the areas</source>
        <translation>Champ de population des zones</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <source>How many people, homes or shops there are in each area. Where it is empty or 0 there is a count but no rate. Default: no rates.</source>
        <translation>Combien de personnes, de logements ou de commerces il y a dans chaque zone. S'il est vide ou 0, il y a un comptage mais pas de taux. Par défaut : pas de taux.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <source>The rate is the count per so many of the population. Default: 1,000.</source>
        <translation>Le taux est le comptage pour autant de la population. Par défaut : 1 000.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <source>Confidence (%)</source>
        <translation>Confiance (%)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <source>How sure the interval round the rate is to hold the true rate, in per cent. Default: 95.</source>
        <translation>Avec quelle certitude l'intervalle autour du taux contient le vrai taux, en pour cent. Par défaut : 95.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>{number} areas have no rate: their '{field}' is empty or 0.</source>
        <translation>{number} zones n'ont pas de taux : leur « {field} » est vide ou 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <location filename="../../processing_algorithms/count_grid.py"/>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>Points counted</source>
        <translation>Points comptés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <source>Points in no area</source>
        <translation>Points hors de toute zone</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <source>Points in several areas</source>
        <translation>Points dans plusieurs zones</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <source>Highest count of an area</source>
        <translation>Comptage le plus élevé d'une zone</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <location filename="../../processing_algorithms/sources/places.py"/>
        <source>{number} points lie in no area and were left out.</source>
        <translation>{number} points ne sont dans aucune zone et ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <location filename="../../processing_algorithms/sources/places.py"/>
        <source>{number} points lie in several areas; each counts in the first of them.</source>
        <translation>{number} points sont dans plusieurs zones ; chacun compte dans la première.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_areas.py"/>
        <source>{negative} of {total} areas have a negative '{population}'. Correct them, or choose another population field.</source>
        <translation>{negative} zones sur {total} ont un « {population} » négatif. Corrigez-les, ou choisissez un autre champ de population.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_grid.py"/>
        <source>Count points on a grid</source>
        <translation>Compter les points sur une grille</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_grid.py"/>
        <source>crime,incidents,count,grid,fishnet,square,hexagon,hexbin,hotspot,safestats</source>
        <translation>délinquance,incidents,compter,grille,carré,hexagone,point chaud,count,grid,fishnet,hexbin,hotspot,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_grid.py"/>
        <source>Lays a grid of squares or hexagons over the points and counts the points in each cell. The grid is fixed to the origin of the CRS, so two runs with the same cell size share their cells and can be compared. Every point lies in exactly one cell. With a study area only the points inside it count, in every cell that touches it: the counts add up to the points inside. A cell without points is 0; a cell outside is absent.</source>
        <translation>Pose une grille de carrés ou d'hexagones sur les points et compte les points de chaque cellule. La grille est calée sur l'origine du SCR : deux exécutions de même taille de cellule partagent leurs cellules et peuvent être comparées. Chaque point est dans exactement une cellule. Avec une zone d'étude, seuls comptent les points qui y sont, dans chaque cellule qui la touche : les comptages s'additionnent aux points intérieurs. Une cellule sans point vaut 0 ; une cellule au-dehors est absente.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_grid.py"/>
        <source>A high count says nothing about chance: use 'Hot and cold spots' for significance. Counts depend on the cell size, so try a second one. Where people live or work unevenly, a count is no risk. A cell on the rim of the study area lies in it only in part, so its count is low for its size.</source>
        <translation>Un comptage élevé ne dit rien du hasard : utilisez « Points chauds et froids » pour la significativité. Les comptages dépendent de la taille de cellule, essayez-en une seconde. Là où les gens vivent ou travaillent de façon inégale, un comptage n'est pas un risque. Une cellule au bord de la zone d'étude n'y est qu'en partie, son comptage est donc faible pour sa taille.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_grid.py"/>
        <source>Automatic cell size: as in the R package sfhotspot. Grids in crime mapping: Chainey &amp; Ratcliffe (2005).</source>
        <translation>Taille de cellule automatique : comme dans le paquet R sfhotspot. Les grilles en cartographie de la délinquance : Chainey &amp; Ratcliffe (2005).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_grid.py"/>
        <source>Squares</source>
        <translation>Carrés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_grid.py"/>
        <source>Hexagons</source>
        <translation>Hexagones</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_grid.py"/>
        <source>Grid</source>
        <translation>Grille</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_grid.py"/>
        <source>Hexagons have six neighbours at one distance; squares match rasters. Default: squares.</source>
        <translation>Les hexagones ont six voisins à une même distance ; les carrés s'accordent aux rasters. Par défaut : carrés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_grid.py"/>
        <location filename="../../resources/models/boroughprofile.model3"/>
        <location filename="../../resources/models/hotspotbriefing.model3"/>
        <source>Counts</source>
        <translation>Comptages</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_grid.py"/>
        <location filename="../../processing_algorithms/kernel_density.py"/>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>Points outside the study area</source>
        <translation>Points hors de la zone d'étude</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_grid.py"/>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>Cells</source>
        <translation>Cellules</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/count_grid.py"/>
        <source>Highest count of a cell</source>
        <translation>Comptage le plus élevé d'une cellule</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Dual kernel density</source>
        <translation>Densité par double noyau</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>crime,dual kernel,relative risk,ratio,change,difference,rate,density,before,after,safestats</source>
        <translation>délinquance,double noyau,risque relatif,rapport,évolution,différence,taux,densité,avant,après,dual kernel,relative risk,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Smooths two layers of points in the same way and divides, subtracts or adds the surfaces. Burglaries over homes show risk; this year over last year shows change; arrests over offences show where few are made. A second raster shows where the two layers differ by more than chance explains.</source>
        <translation>Lisse deux couches de points de la même façon et divise, soustrait ou additionne les surfaces. Les cambriolages rapportés aux logements montrent le risque ; cette année rapportée à l'an dernier montre l'évolution ; les arrestations rapportées aux infractions montrent où il y en a peu. Un second raster montre où les deux couches diffèrent plus que le hasard ne l'explique.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>A ratio is unsure where the second layer has few points: below the floor it is not followed further, and the significance says how far to trust it. For places with clear edges, such as wards, compare counts and rates. Periods of different length need their lengths, or the longer one always wins.</source>
        <translation>Un rapport est peu sûr là où la seconde couche a peu de points : sous le plancher il n'est pas suivi plus loin, et la significativité dit jusqu'où s'y fier. Pour des lieux aux limites nettes, comme les circonscriptions, comparez comptages et taux. Des périodes de durées différentes ont besoin de leurs durées, sinon la plus longue gagne toujours.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Bithell (1990), Statistics in Medicine 9; Kelsall &amp; Diggle (1995), Statistics in Medicine 14, for the log ratio and random labelling; Levine, CrimeStat IV, chapter 10.</source>
        <translation>Bithell (1990), Statistics in Medicine 9 ; Kelsall &amp; Diggle (1995), Statistics in Medicine 14, pour le rapport logarithmique et la permutation des étiquettes ; Levine, CrimeStat IV, chapitre 10.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Ratio: first / second</source>
        <translation>Rapport : premiers / seconds</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Log ratio: natural logarithm of the ratio</source>
        <translation>Rapport logarithmique : logarithme népérien du rapport</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Difference: first - second</source>
        <translation>Différence : premiers - seconds</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Sum: first + second</source>
        <translation>Somme : premiers + seconds</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>A ratio counts with {floor} second points within a bandwidth at the least; {cells} cells have fewer.</source>
        <translation>Un rapport compte avec au moins {floor} seconds points dans une largeur de bande ; {cells} cellules en ont moins.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Second points</source>
        <translation>Seconds points</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>The log ratio treats twice as many and half as many alike. Default: ratio.</source>
        <translation>Le rapport logarithmique traite de même deux fois plus et deux fois moins. Par défaut : rapport.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <location filename="../../processing_algorithms/kernel_density.py"/>
        <source>At most the bandwidth. 0 takes a tenth of the bandwidth. Default: 0.</source>
        <translation>Au plus la largeur de bande. 0 prend un dixième de la largeur de bande. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>What a difference or sum is measured in. 'Share of all incidents' divides each density by its total, so that a ratio too compares only where the points lie, not how many they are or how long they were collected: 1 is then the average. Default: per km², numbers as they are.</source>
        <translation>En quoi une différence ou une somme est mesurée. « Part de tous les incidents » divise chaque densité par son total, de sorte qu'un rapport aussi ne compare que l'emplacement des points, et non leur nombre ni la durée de leur collecte : 1 est alors la moyenne. Par défaut : par km², les nombres tels quels.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>3, 2, 1: more first points than chance explains, 99, 95, 90 %; negative: fewer</source>
        <translation>3, 2, 1 : plus de premiers points que le hasard ne l'explique, 99, 95, 90 % ; négatif : moins</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Length of the first period</source>
        <translation>Durée de la première période</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>... of the second</source>
        <translation>... de la seconde</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Floor of a ratio</source>
        <translation>Plancher d'un rapport</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>The least number of second points within a bandwidth that a ratio counts with: less than one cannot be told from none, and dividing by it would give any number. Where neither layer has points, the ratio is the average. Default: 1.</source>
        <translation>Le plus petit nombre de seconds points dans une largeur de bande avec lequel un rapport compte : moins d'un ne se distingue pas d'aucun, et diviser par lui donnerait n'importe quel nombre. Là où aucune couche n'a de points, le rapport est la moyenne. Par défaut : 1.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Permutations (0 = no significance)</source>
        <translation>Permutations (0 = pas de significativité)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>How often all points are put together and dealt out anew to the two layers at random, to see what chance does. With a million points 99 take some ten seconds. Default: 999.</source>
        <translation>Combien de fois tous les points sont réunis et redistribués au hasard entre les deux couches, pour voir ce que fait le hasard. Avec un million de points, 99 prennent une dizaine de secondes. Par défaut : 999.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>First points</source>
        <translation>Premiers points</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Comparison of densities</source>
        <translation>Comparaison de densités</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Significance</source>
        <translation>Significativité</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>First points in the study area</source>
        <translation>Premiers points dans la zone d'étude</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Second points in the study area</source>
        <translation>Seconds points dans la zone d'étude</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Lowest value</source>
        <translation>Valeur la plus basse</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Highest value</source>
        <translation>Valeur la plus élevée</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Ratio of the totals: what a ratio is where both lie alike</source>
        <translation>Rapport des totaux : ce que vaut un rapport là où les deux se répartissent pareillement</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Density that a ratio takes for the second points at the least</source>
        <translation>Densité qu'un rapport prend au moins pour les seconds points</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Cells where the second density is below that</source>
        <translation>Cellules où la seconde densité est en dessous</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Cells with more first points than chance explains, 95 %</source>
        <translation>Cellules avec plus de premiers points que le hasard ne l'explique, 95 %</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>Cells with fewer first points than chance explains, 95 %</source>
        <translation>Cellules avec moins de premiers points que le hasard ne l'explique, 95 %</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>No significance was tested, since 0 permutations were asked for.</source>
        <translation>Aucune significativité n'a été testée, car 0 permutation a été demandée.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>How long the points were collected, both in the same unit, for example 31 and 365 days. Densities are divided by it. Default: 1.</source>
        <translation>Combien de temps les points ont été collectés, tous deux dans la même unité, par exemple 31 et 365 jours. Les densités sont divisées par cette durée. Par défaut : 1.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>{more} cells have more first points than chance explains, {less} fewer (95 %, {control}).</source>
        <translation>{more} cellules ont plus de premiers points que le hasard ne l'explique, {less} en ont moins (95 %, {control}).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>after the false discovery rate</source>
        <translation>après le taux de fausses découvertes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/dual_kernel_density.py"/>
        <source>each cell by itself</source>
        <translation>chaque cellule pour elle-même</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>Emerging hot spots</source>
        <translation>Points chauds émergents</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>crime,hotspot,coldspot,emerging,new,intensifying,diminishing,trend,mann-kendall,space-time cube,getis,ord,gi star,time series,fdr,safestats</source>
        <translation>délinquance,point chaud,point froid,émergent,nouveau,intensification,diminution,tendance,cube espace-temps,série temporelle,hotspot,coldspot,emerging,mann-kendall,getis,ord,gi star,fdr,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>Counts the points per cell and per day, week or month, asks of every cell in every step whether it is a hot or a cold spot, and says of every cell what became of it: class is one of new, consecutive, intensifying, persistent, diminishing, sporadic, oscillating and historical hot spot, the same for cold spots, or no pattern. share_hot and share_cold are the parts of the steps in which it was hot or cold, trend_z and trend_p the trend of its score, last_z, last_p and last_bin the last step. TABLE holds every cell in every step.</source>
        <translation>Compte les points par cellule et par jour, semaine ou mois, demande pour chaque cellule à chaque pas si elle est un point chaud ou froid, et dit de chaque cellule ce qu'elle est devenue : class est l'un de new (nouveau), consecutive (consécutif), intensifying (en intensification), persistent (persistant), diminishing (en diminution), sporadic (sporadique), oscillating (oscillant) et historical (historique) hot spot, de même pour les points froids, ou no pattern (aucune tendance). share_hot et share_cold sont les parts des pas où elle était chaude ou froide, trend_z et trend_p la tendance de son score, last_z, last_p et last_bin le dernier pas. TABLE contient chaque cellule à chaque pas.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>With fewer than five steps (refused), and with care below ten: a trend needs them. Where counts are low, choose larger cells or longer steps. Not across a change of recording or supply, which shows as a new or historical spot. Seasons are trends too: compare whole years. With preceding steps counted, the trend of the mapped scores is called too often: see 'Trend of'. To compare two periods, use 'Compare two periods'.</source>
        <translation>Avec moins de cinq pas (refusé), et avec prudence au-dessous de dix : une tendance en a besoin. Là où les comptages sont faibles, choisissez de plus grandes cellules ou des pas plus longs. Pas à travers un changement d'enregistrement ou de fourniture, qui apparaît comme un point nouveau ou historique. Les saisons aussi sont des tendances : comparez des années entières. Si des pas précédents comptent, la tendance des scores cartographiés est trop souvent déclarée : voir « Tendance de ». Pour comparer deux périodes, utilisez « Comparer deux périodes ».</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>Gi*: Getis &amp; Ord (1992), Ord &amp; Getis (1995), Geographical Analysis 24 and 27. Trend: Mann (1945), Econometrica 13; Kendall (1975). False discovery rate: Benjamini &amp; Hochberg (1995). Classes: after ArcGIS Pro, 'How Emerging Hot Spot Analysis works'; the order in which they are tried is on this algorithm's page.</source>
        <translation>Gi* : Getis &amp; Ord (1992), Ord &amp; Getis (1995), Geographical Analysis 24 et 27. Tendance : Mann (1945), Econometrica 13 ; Kendall (1975). Taux de fausses découvertes : Benjamini &amp; Hochberg (1995). Classes : d'après ArcGIS Pro, « How Emerging Hot Spot Analysis works » ; l'ordre dans lequel elles sont essayées est sur la page de cet algorithme.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>All cells in all steps</source>
        <translation>Toutes les cellules à tous les pas</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>All cells in the step and the steps before it that count</source>
        <translation>Toutes les cellules du pas et des pas précédents qui comptent</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>All cells in the step</source>
        <translation>Toutes les cellules du pas</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>The scores as they are mapped</source>
        <translation>Les scores tels qu'ils sont cartographiés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>The scores of each step without the steps before it</source>
        <translation>Les scores de chaque pas sans les pas qui le précèdent</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <source>When each incident happened.</source>
        <translation>Quand chaque incident s'est produit.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>Every cell in every step</source>
        <translation>Chaque cellule à chaque pas</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>Which cells count as near; the cell itself always does. Default: queen.</source>
        <translation>Quelles cellules comptent comme proches ; la cellule elle-même toujours. Par défaut : reine.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>For a distance band: from cell centre to cell centre.</source>
        <translation>Pour une bande de distance : d'un centre de cellule à l'autre.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>Preceding steps that count as near</source>
        <translation>Pas précédents qui comptent comme proches</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>So many steps before each step belong to its neighbourhood too. Default: 1.</source>
        <translation>Autant de pas avant chaque pas appartiennent aussi à son voisinage. Par défaut : 1.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>Compare with</source>
        <translation>Comparer avec</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>Whose mean makes a cell hot or cold. All steps: the whole period, so that a rise of the whole area makes hot spots late in it. The step alone: only where incidents concentrate within each step; count no preceding steps then. Default: all cells in all steps.</source>
        <translation>Par rapport à quelle moyenne une cellule est chaude ou froide. Tous les pas : la période entière, si bien qu'une hausse de toute la zone fait des points chauds vers la fin. Le pas seul : uniquement là où les incidents se concentrent au sein de chaque pas ; ne comptez alors aucun pas précédent. Par défaut : toutes les cellules à tous les pas.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>Trend of</source>
        <translation>Tendance de</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>Steps that count their predecessors share incidents, and the usual trend of the mapped scores then finds too many trends. The scores of each step without the steps before it are independent: choose them where intensifying or diminishing matters. Default: the scores as they are mapped.</source>
        <translation>Des pas qui comptent leurs prédécesseurs partagent des incidents, et la tendance habituelle des scores cartographiés trouve alors trop de tendances. Les scores de chaque pas sans les pas qui le précèdent sont indépendants : choisissez-les là où l'intensification ou la diminution importe. Par défaut : les scores tels qu'ils sont cartographiés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>A step is hot or cold, and a trend is one, where its p is this or less. Between 0 and 1. Default: 0.05.</source>
        <translation>Un pas est chaud ou froid, et une tendance en est une, si son p vaut ceci ou moins. Entre 0 et 1. Par défaut : 0,05.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>Steps tested</source>
        <translation>Pas testés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>Cells hot in their last step</source>
        <translation>Cellules chaudes à leur dernier pas</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>Cells cold in their last step</source>
        <translation>Cellules froides à leur dernier pas</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>New hot spots</source>
        <translation>Nouveaux points chauds</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/emerging_hot_spots.py"/>
        <source>Intensifying hot spots</source>
        <translation>Points chauds en intensification</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <source>Hot and cold spots (Getis-Ord Gi*)</source>
        <translation>Points chauds et froids (Gi* de Getis-Ord)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <source>crime,hotspot,coldspot,getis,ord,gi star,significance,cluster,spatial statistics,fdr,safestats</source>
        <translation>délinquance,point chaud,point froid,significativité,agrégat,statistique spatiale,hotspot,coldspot,getis,ord,gi star,fdr,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <source>Counts the points on a grid, or takes a field of polygons, and asks of every cell whether it and its neighbours together hold more (a hot spot) or less (a cold spot) than the same values dealt to the cells at random would bring. gi_z is the standard score, gi_p its two-sided probability, gi_p_adj the same after the false discovery rate, and gi_bin the class: 3, 2, 1 hot with 99, 95, 90 % confidence, -3, -2, -1 cold, 0 neither.</source>
        <translation>Compte les points sur une grille, ou prend un champ de polygones, et demande pour chaque cellule si elle et ses voisines contiennent ensemble plus (un point chaud) ou moins (un point froid) que n'en donneraient les mêmes valeurs distribuées aux cellules au hasard. gi_z est le score z, gi_p sa probabilité bilatérale, gi_p_adj la même après le taux de fausses découvertes, et gi_bin la classe : 3, 2, 1 chaud avec une confiance de 99, 95, 90 %, -3, -2, -1 froid, 0 ni l'un ni l'autre.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <source>With fewer than 30 cells, or few incidents per cell: choose larger cells or a longer period, or the distribution of counts. Without a study area, fields, water and parks inside the extent count as empty cells and make every street look hot. It does not correct for where people are, and not for reports that are snapped to one point. With harm weights, the normal distribution calls too many cells: set permutations to 9,999.</source>
        <translation>Avec moins de 30 cellules, ou peu d'incidents par cellule : choisissez de plus grandes cellules ou une période plus longue, ou la loi des comptages. Sans zone d'étude, les champs, l'eau et les parcs dans l'emprise comptent comme des cellules vides et font paraître chaude chaque rue. L'algorithme ne corrige ni la répartition de la population, ni les signalements ramenés à un point. Avec des poids de gravité, la loi normale désigne trop de cellules : mettez 9 999 permutations.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <source>Getis &amp; Ord (1992), Geographical Analysis 24; Ord &amp; Getis (1995), Geographical Analysis 27. False discovery rate: Benjamini &amp; Hochberg (1995). Permutation: Anselin (1995).</source>
        <translation>Getis &amp; Ord (1992), Geographical Analysis 24 ; Ord &amp; Getis (1995), Geographical Analysis 27. Taux de fausses découvertes : Benjamini &amp; Hochberg (1995). Permutation : Anselin (1995).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <source>{number} cells could not be tested: every cell is their neighbour.</source>
        <translation>{number} cellules n'ont pas pu être testées : toutes les cellules sont leurs voisines.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <source>Caution: the values are so uneven (skewness of chance {skewness}, above {limit}) that the normal distribution calls more cells hot by chance than stated. For counts of incidents set 'Chance' to the distribution of counts; for weights and rates set permutations to 9,999.</source>
        <translation>Attention : les valeurs sont si inégales (asymétrie du hasard {skewness}, au-dessus de {limit}) que la loi normale déclare chaudes par hasard plus de cellules qu'annoncé. Pour des comptages d'incidents, réglez « Hasard » sur la loi des comptages ; pour des poids et des taux, mettez 9 999 permutations.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <source>With {permutations} permutations at least {few} cells have to stand out together to be called with 90 % confidence, and {many} with 99 %. With more permutations fewer are enough.</source>
        <translation>Avec {permutations} permutations, au moins {few} cellules doivent ressortir ensemble pour être déclarées avec une confiance de 90 %, et {many} avec 99 %. Avec plus de permutations, moins suffisent.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <source>the cell itself always does</source>
        <translation>la cellule elle-même toujours</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <location filename="../../resources/models/hotspotbriefing.model3"/>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Hot and cold spots</source>
        <translation>Points chauds et froids</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <source>How often the values are dealt to the cells at random to find gi_p, each cell's own value held; 9,999 is usual for weights, rates and a few very full cells. Default: 0, the distribution below.</source>
        <translation>Combien de fois les valeurs sont distribuées aux cellules au hasard pour trouver gi_p, la valeur propre de chaque cellule étant tenue fixe ; 9 999 est courant pour des poids, des taux et quelques cellules très pleines. Par défaut : 0, la loi ci-dessous.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <source>Where gi_p comes from without permutations. The normal distribution is what others publish, and calls too many cells hot where cells hold few incidents; the log says so then. The distribution of counts (negative binomial) keeps its promise there. Default: normal.</source>
        <translation>D'où vient gi_p sans permutations. La loi normale est ce que d'autres publient, et elle déclare chaudes trop de cellules là où elles contiennent peu d'incidents ; le journal le dit alors. La loi des comptages (binomiale négative) y tient sa promesse. Par défaut : normale.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <source>Points counted (0 for polygons)</source>
        <translation>Points comptés (0 pour des polygones)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <source>Cells or areas tested</source>
        <translation>Cellules ou zones testées</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <source>Cell size (0 for polygons)</source>
        <translation>Taille de cellule (0 pour des polygones)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>Hot cells, 99 % confidence</source>
        <translation>Cellules chaudes, confiance 99 %</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>Hot cells, 95 % confidence or more</source>
        <translation>Cellules chaudes, confiance 95 % ou plus</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>Hot cells, 90 % confidence or more</source>
        <translation>Cellules chaudes, confiance 90 % ou plus</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>Cold cells, 90 % confidence or more</source>
        <translation>Cellules froides, confiance 90 % ou plus</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>{hot} hot and {cold} cold cells with at least 90 % confidence.</source>
        <translation>{hot} cellules chaudes et {cold} cellules froides avec une confiance d'au moins 90 %.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/getis_ord.py"/>
        <source>Caution: a few cells hold far more than a distribution of counts allows for, for example reports snapped to one point, so more cells may be called by chance than stated. Compare with 9,999 permutations.</source>
        <translation>Attention : quelques cellules contiennent bien plus qu'une loi des comptages ne le permet, par exemple des signalements ramenés à un même point ; le hasard peut donc désigner plus de cellules qu'annoncé. Comparez avec 9 999 permutations.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>Weight incidents by harm</source>
        <translation>Pondérer les incidents par la gravité</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>crime,harm,severity,weight,score,crime severity score,cambridge crime harm index,safestats</source>
        <translation>délinquance,gravité,préjudice,poids,score,indice de gravité,harm,severity,weight,crime severity score,cambridge crime harm index,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>Gives each incident the weight of its category, from a file of categories and weights that you bring, for example the ONS Crime Severity Score or the Cambridge Crime Harm Index. The field weight can then be the weight field of every other method. Categories are looked up exactly first, then without regard to capitals and spaces. What has no weight is listed with its number, and never taken for 0 unless you say so.</source>
        <translation>Donne à chaque incident le poids de sa catégorie, d'après un fichier de catégories et de poids que vous apportez, par exemple le Crime Severity Score de l'ONS ou le Cambridge Crime Harm Index. Le champ weight peut ensuite être le champ de poids de toute autre méthode. Les catégories sont cherchées d'abord à l'identique, puis sans tenir compte des majuscules et des espaces. Ce qui n'a pas de poids est listé avec son nombre, et n'est jamais pris pour 0 sauf si vous le dites.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>A weight is a judgement: SafeStats ships none, so name the source of yours wherever you show a result. One homicide can outweigh a year of thefts: with weights, test by permutation, and look at the counts beside.</source>
        <translation>Un poids est un jugement : SafeStats n'en fournit aucun, citez donc la source des vôtres partout où vous montrez un résultat. Un homicide peut peser plus qu'une année de vols : avec des poids, testez par permutation, et regardez aussi les comptages.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>Weighting by harm: Sherman, Neyroud &amp; Neyroud (2016), Policing 10, 171-183; Office for National Statistics (2016), Research outputs: developing a Crime Severity Score.</source>
        <translation>Pondération par la gravité : Sherman, Neyroud &amp; Neyroud (2016), Policing 10, 171-183 ; Office for National Statistics (2016), Research outputs: developing a Crime Severity Score.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>No incident has a category that the weights file knows. '{category}' holds, for example: {here}; the file: {there}. Choose the right category field, or name the column of categories.</source>
        <translation>Aucun incident n'a de catégorie que le fichier des poids connaît. « {category} » contient, par exemple : {here} ; le fichier : {there}. Choisissez le bon champ de catégorie, ou nommez la colonne des catégories.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>Leave the weight empty</source>
        <translation>Laisser le poids vide</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>Give them the weight 0</source>
        <translation>Leur donner le poids 0</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>Points, or a table. A field of theirs that is called weight is replaced.</source>
        <translation>Points, ou une table. Un de leurs champs appelé weight est remplacé.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>The field by which the weight is looked up, for example the crime type.</source>
        <translation>Le champ d'après lequel le poids est cherché, par exemple le type d'infraction.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>A text file with a category and a weight in each row, with commas, semicolons or tabs between them, with or without a row of column names. Negative weights, words in place of numbers and categories that come twice are refused with their row.</source>
        <translation>Un fichier texte avec une catégorie et un poids par ligne, séparés par des virgules, des points-virgules ou des tabulations, avec ou sans ligne de noms de colonnes. Les poids négatifs, les mots à la place de nombres et les catégories en double sont refusés avec leur ligne.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>Weighted incidents</source>
        <translation>Incidents pondérés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>Weights used</source>
        <translation>Poids utilisés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>Incidents without a weight</source>
        <translation>Incidents sans poids</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>What to do with incidents whose category is not in the file. Left empty, other methods leave them out and count them. Default: leave empty.</source>
        <translation>Que faire des incidents dont la catégorie n'est pas dans le fichier. Si le poids est laissé vide, les autres méthodes les écartent et les comptent. Par défaut : laisser vide.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>Category field</source>
        <translation>Champ de catégorie</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>Weights file (CSV)</source>
        <translation>Fichier des poids (CSV)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>Incidents without a weight in the file</source>
        <translation>Incidents sans poids dans le fichier</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>Sum of weights</source>
        <translation>Somme des poids</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>Categories without a weight</source>
        <translation>Catégories sans poids</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>Column of categories</source>
        <translation>Colonne des catégories</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>Its name in the file. Default: the column called category, crime type or the like, else the first.</source>
        <translation>Son nom dans le fichier. Par défaut : la colonne appelée category, crime type ou semblable, sinon la première.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>Column of weights</source>
        <translation>Colonne des poids</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>Its name in the file. Default: the column called weight, harm or the like, else the second.</source>
        <translation>Son nom dans le fichier. Par défaut : la colonne appelée weight, harm ou semblable, sinon la deuxième.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>There are no incidents in '{layer}'. Choose a layer, filter or selection.</source>
        <translation>Il n'y a pas d'incidents dans « {layer} ». Choisissez une couche, un filtre ou une sélection.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <location filename="../../processing_algorithms/results/harm.py"/>
        <source>(empty)</source>
        <translation>(vide)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/harm_weights.py"/>
        <source>The weights file '{path}' could not be opened: {reason}. Choose a CSV file.</source>
        <translation>Le fichier des poids « {path} » n'a pas pu être ouvert : {reason}. Choisissez un fichier CSV.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/hot_spot_stability.py"/>
        <source>Hot spots that do not depend on the choices</source>
        <translation>Points chauds indépendants des choix</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/hot_spot_stability.py"/>
        <source>crime,hotspot,stability,robustness,sensitivity,maup,modifiable areal unit problem,cell size,bandwidth,origin,safestats</source>
        <translation>délinquance,point chaud,stabilité,robustesse,sensibilité,unité spatiale modifiable,taille de cellule,largeur de bande,origine,hotspot,stability,maup,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/hot_spot_stability.py"/>
        <source>Does the hot spot depend on my cell size and where the grid begins? Works the method out for every combination of cell sizes, origins of the grid and distances (or bandwidths), and lays the maps over each other on fine cells. share is the share of the settings in which a place is hot; class says stable (90 % of them or more), mostly hot (more than half) or sometimes hot; places that never are hot are left out. The table gives the hot area of each setting and its overlap with the majority, those that disagree most first.</source>
        <translation>Le point chaud dépend-il de ma taille de cellule et de l'endroit où commence la grille ? Applique la méthode à chaque combinaison de tailles de cellule, d'origines de la grille et de distances (ou de largeurs de bande), et superpose les cartes sur de fines cellules. share est la part des réglages où un lieu est chaud ; class dit stable (90 % ou plus), mostly hot (chaud dans plus de la moitié) ou sometimes hot (parfois chaud) ; les lieux jamais chauds sont laissés de côté. Le tableau donne la surface chaude de chaque réglage et son recouvrement avec la majorité, en commençant par ceux qui s'en écartent le plus.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/hot_spot_stability.py"/>
        <source>A place that is hot in all settings may still stand on coordinates that are vague, or on where people are. The share is no probability: it depends on which settings are asked for. Ask only for those that you would have used.</source>
        <translation>Un lieu chaud dans tous les réglages peut encore reposer sur des coordonnées imprécises, ou sur la répartition de la population. La part n'est pas une probabilité : elle dépend des réglages demandés. Ne demandez que ceux que vous auriez utilisés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/hot_spot_stability.py"/>
        <source>Modifiable areal units: Openshaw (1984), CATMOG 38. Getis &amp; Ord (1992); Ord &amp; Getis (1995). False discovery rate: Benjamini &amp; Hochberg (1995). Overlap: Jaccard (1912).</source>
        <translation>Unités spatiales modifiables : Openshaw (1984), CATMOG 38. Getis &amp; Ord (1992) ; Ord &amp; Getis (1995). Taux de fausses découvertes : Benjamini &amp; Hochberg (1995). Recouvrement : Jaccard (1912).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/hot_spot_stability.py"/>
        <source>How stable hot spots are</source>
        <translation>Stabilité des points chauds</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/hot_spot_stability.py"/>
        <location filename="../../safestats_core/hotspots/uncertainty/stability.py"/>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/hot_spot_stability.py"/>
        <location filename="../../processing_algorithms/kernel_density.py"/>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>Points in the study area</source>
        <translation>Points dans la zone d'étude</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/hot_spot_stability.py"/>
        <source>Places compared</source>
        <translation>Lieux comparés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/hot_spot_stability.py"/>
        <source>Stable hot area (square units of the CRS)</source>
        <translation>Surface chaude stable (unités carrées du SCR)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/hot_spot_stability.py"/>
        <source>Area that is hot in most settings</source>
        <translation>Surface chaude dans la plupart des réglages</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/hot_spot_stability.py"/>
        <source>Area that is hot in any setting</source>
        <translation>Surface chaude dans au moins un réglage</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/hot_spot_stability.py"/>
        <source>Median overlap of a setting with the majority</source>
        <translation>Recouvrement médian d'un réglage avec la majorité</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/hot_spot_stability.py"/>
        <source>Lowest overlap</source>
        <translation>Recouvrement le plus faible</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/kernel_density.py"/>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <source>Kernel density</source>
        <translation>Densité par noyau</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/kernel_density.py"/>
        <source>crime,heatmap,hotspot,kde,density,bandwidth,quartic,surface,safestats</source>
        <translation>délinquance,carte de chaleur,point chaud,densité,largeur de bande,quartique,surface,heatmap,hotspot,kde,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/kernel_density.py"/>
        <source>Spreads every point over its surroundings and adds all up to a smooth surface of incidents per square kilometre. Shows at a glance where incidents concentrate.</source>
        <translation>Étale chaque point sur ses alentours et additionne le tout en une surface lisse d'incidents par kilomètre carré. Montre d'un coup d'œil où les incidents se concentrent.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/kernel_density.py"/>
        <source>A density says nothing about chance: any points make a surface with peaks. Use 'Hot and cold spots' for significance. Incidents spread over water and railways as over streets. Another bandwidth gives another map, so compare only maps with the same one. A temporary result lies in the temporary folder of your computer until QGIS closes; where that is not allowed, choose the file yourself.</source>
        <translation>Une densité ne dit rien du hasard : n'importe quels points font une surface avec des sommets. Utilisez « Points chauds et froids » pour la significativité. Les incidents s'étalent sur l'eau et les voies ferrées comme sur les rues. Une autre largeur de bande donne une autre carte, ne comparez donc que des cartes de même largeur. Un résultat temporaire reste dans le dossier temporaire de votre ordinateur jusqu'à la fermeture de QGIS ; si ce n'est pas permis, choisissez vous-même le fichier.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/kernel_density.py"/>
        <source>Silverman (1986), Density Estimation; Diggle (1985), Applied Statistics 34, for the edge. Rules: nrd as in the R package MASS, the mean of x and y; Scott (1992); Williamson et al. (1999) for the neighbours.</source>
        <translation>Silverman (1986), Density Estimation ; Diggle (1985), Applied Statistics 34, pour le bord. Règles : nrd comme dans le paquet R MASS, moyenne de x et y ; Scott (1992) ; Williamson et al. (1999) pour les voisins.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/kernel_density.py"/>
        <source>What a value of the raster means; with weights, their sum in place of incidents. Default: per km².</source>
        <translation>Ce que veut dire une valeur du raster ; avec des poids, leur somme à la place des incidents. Par défaut : par km².</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/kernel_density.py"/>
        <source>{number} points outside the study area {fate}.</source>
        <translation>{number} points hors de la zone d'étude {fate}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/kernel_density.py"/>
        <source>Highest density</source>
        <translation>Densité la plus élevée</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/kernel_density.py"/>
        <source>were left out</source>
        <translation>ont été écartés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/kernel_density.py"/>
        <source>spread into it</source>
        <translation>s'étalent dans celle-ci</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_from_source.py"/>
        <source>Load incidents from another source</source>
        <translation>Charger des incidents d'une autre source</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_from_source.py"/>
        <source>crime,incidents,ogc api features,police.uk,download,load,safestats</source>
        <translation>délinquance,incidents,télécharger,charger,ogc api features,police.uk,download,load,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_from_source.py"/>
        <source>Gives the incidents that answer your question as points: from any server that speaks OGC API - Features, from police.uk, or from files. The source narrows what it can, and the rest is narrowed here. Nothing is kept.</source>
        <translation>Donne sous forme de points les incidents qui répondent à votre question : de tout serveur qui parle OGC API - Features, de police.uk, ou de fichiers. La source restreint ce qu'elle peut, et le reste est filtré ici. Rien n'est conservé.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_from_source.py"/>
        <source>For a SafeStats portal use 'Load incidents from a portal', which keeps what it brings, encrypted, and brings only changes. A server's features need a profile that says how its columns are read. A file that you name as the output holds the data in the clear.</source>
        <translation>Pour un portail SafeStats, utilisez « Charger des incidents d'un portail », qui conserve, chiffré, ce qu'il apporte, et n'apporte que les changements. Les entités d'un serveur demandent un profil qui dit comment lire ses colonnes. Un fichier que vous nommez comme sortie contient les données en clair.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_from_source.py"/>
        <source>OGC 17-069r4 and 19-079r2; data.police.uk/docs.</source>
        <translation>OGC 17-069r4 et 19-079r2 ; data.police.uk/docs.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_from_source.py"/>
        <source>The address of an OGC API - Features server, police.uk, or the path of a file, folder or zip.</source>
        <translation>L'adresse d'un serveur OGC API - Features, police.uk, ou le chemin d'un fichier, d'un dossier ou d'un zip.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_from_source.py"/>
        <source>A collection of the server, or a dataset of the files. A wrong name answers with those there are.</source>
        <translation>Une collection du serveur, ou un jeu de données des fichiers. Un nom faux renvoie ceux qui existent.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_from_source.py"/>
        <source>How its columns are read: a TOML file, or a built-in name. Default: the one that fits.</source>
        <translation>Comment lire ses colonnes : un fichier TOML, ou un nom intégré. Par défaut : celui qui convient.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_from_source.py"/>
        <source>For a server that asks who you are: a configuration of QGIS, by name and password, header, client certificate or another method. Only its id is written down, never what it holds. Default: none.</source>
        <translation>Pour un serveur qui demande qui vous êtes : une configuration de QGIS, par nom et mot de passe, en-tête, certificat client ou une autre méthode. Seul son identifiant est noté, jamais ce qu'elle contient. Par défaut : aucune.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_from_source.py"/>
        <source>Rows read</source>
        <translation>Lignes lues</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_from_source.py"/>
        <source>Rows refused</source>
        <translation>Lignes refusées</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_from_source.py"/>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_from_source.py"/>
        <source>{read} rows read. Narrowed by the source: {there}; on this computer: {here}.</source>
        <translation>{read} lignes lues. Restreint par la source : {there} ; sur cet ordinateur : {here}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_from_source.py"/>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_from_source.py"/>
        <source>Authentication</source>
        <translation>Authentification</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_from_source.py"/>
        <source>{source}, row {row}: {reason}</source>
        <translation>{source}, ligne {row} : {reason}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_incidents.py"/>
        <source>Load incidents from a portal</source>
        <translation>Charger des incidents d'un portail</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_incidents.py"/>
        <source>crime,incidents,portal,download,sync,load,safestats</source>
        <translation>délinquance,incidents,portail,télécharger,synchroniser,charger,download,sync,load,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_incidents.py"/>
        <source>Brings what has changed from the portal into the encrypted cache on this computer, and gives the incidents that answer your question: points in the dataset's own CRS, or, at the counts level, the polygons of wards. When the portal cannot be reached, the cache answers for as long as the dataset allows.</source>
        <translation>Apporte du portail ce qui a changé dans le cache chiffré de cet ordinateur, et donne les incidents qui répondent à votre question : des points dans le SCR propre au jeu de données, ou, au niveau des comptages, les polygones des circonscriptions. Quand le portail est injoignable, le cache répond aussi longtemps que le jeu de données le permet.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_incidents.py"/>
        <source>To look at data on the map, the SafeStats panel is better: it holds layers in memory only. Here the output is yours: a file that you name holds the data in the clear, so mind its handling marking. Sign in first, in the panel or with the command 'safestats login'. Without a keyring on this computer, qgis_process takes the passphrase of the cache from the environment variable SAFESTATS_PASSPHRASE.</source>
        <translation>Pour regarder des données sur la carte, le panneau SafeStats est préférable : il ne garde les couches qu'en mémoire. Ici la sortie est à vous : un fichier que vous nommez contient les données en clair, respectez donc son marquage de protection. Connectez-vous d'abord, dans le panneau ou avec la commande « safestats login ». Sans trousseau de clés sur cet ordinateur, qgis_process prend la phrase secrète du cache dans la variable d'environnement SAFESTATS_PASSPHRASE.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_incidents.py"/>
        <source>Times are shown on the wall clock of the dataset's time zone.</source>
        <translation>Les heures sont affichées à l'heure locale du fuseau du jeu de données.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_incidents.py"/>
        <source>Its address. Default: the portal chosen in the SafeStats panel, or the one you signed in to.</source>
        <translation>Son adresse. Par défaut : le portail choisi dans le panneau SafeStats, ou celui auquel vous êtes connecté.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_incidents.py"/>
        <source>The dataset's name, for example police-recorded. A wrong name answers with those you may see.</source>
        <translation>Le nom du jeu de données, par exemple police-recorded. Un nom faux renvoie ceux que vous pouvez voir.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_incidents.py"/>
        <source>record: as recorded. point: snapped and by day. counts: per month, ward and category.</source>
        <translation>record : tel qu'enregistré. point : ramené à un point et au jour. counts : par mois, circonscription et catégorie.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_incidents.py"/>
        <source>Whose rights and cache are used, by username. Default: whoever signed in last at the portal.</source>
        <translation>Avec les droits et le cache de qui, par nom d'utilisateur. Par défaut : la dernière personne connectée au portail.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_incidents.py"/>
        <source>Rows transferred</source>
        <translation>Lignes transférées</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_incidents.py"/>
        <source>The portal could not be reached: these rows are from the cache.</source>
        <translation>Le portail était injoignable : ces lignes viennent du cache.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_incidents.py"/>
        <source>{months} months checked, {fetched} transferred.</source>
        <translation>{months} mois vérifiés, {fetched} transférés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/load_incidents.py"/>
        <location filename="../../processing_algorithms/results/agencies/matching_page.py"/>
        <source>Level</source>
        <translation>Niveau</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <source>Clusters and outliers (local Moran's I)</source>
        <translation>Agrégats et valeurs atypiques (I de Moran local)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <source>crime,hotspot,cluster,outlier,anselin,moran,lisa,spatial autocorrelation,significance,safestats</source>
        <translation>délinquance,point chaud,agrégat,valeur atypique,autocorrélation spatiale,significativité,hotspot,cluster,outlier,anselin,moran,lisa,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <source>Compares every area with its neighbours. li is local Moran's I: above 0 where an area is like its neighbours, below 0 where it is not. li_p is its two-sided probability by permutation, li_p_adj the same after the false discovery rate, and li_class says what was found with 95 % confidence: HH high among high, LL low among low, HL a high outlier among low, LH a low outlier among high, otherwise 'not significant'. An area without a neighbour is 'not tested'. Points are counted on a grid first.</source>
        <translation>Compare chaque zone à ses voisines. li est le I de Moran local : au-dessus de 0 là où une zone ressemble à ses voisines, au-dessous là où elle en diffère. li_p est sa probabilité bilatérale par permutation, li_p_adj la même après le taux de fausses découvertes, et li_class dit ce qui a été trouvé avec une confiance de 95 % : HH élevé parmi élevés, LL bas parmi bas, HL valeur élevée atypique parmi basses, LH valeur basse atypique parmi élevées, sinon « not significant » (non significatif). Une zone sans voisine est « not tested » (non testée). Les points sont d'abord comptés sur une grille.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <source>With fewer than 30 cells or areas. For 'where is it worst', use 'Hot and cold spots': it also counts the area itself. With counts in areas of different size or population, compare rates, not counts. With very few incidents per cell nothing low can be told apart.</source>
        <translation>Avec moins de 30 cellules ou zones. Pour « où est-ce le pire », utilisez « Points chauds et froids » : il compte aussi la zone elle-même. Avec des comptages dans des zones de taille ou de population différentes, comparez des taux, pas des comptages. Avec très peu d'incidents par cellule, rien de bas ne peut être distingué.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <source>Anselin (1995), Geographical Analysis 27, 93-115. False discovery rate: Benjamini &amp; Hochberg (1995).</source>
        <translation>Anselin (1995), Geographical Analysis 27, 93-115. Taux de fausses découvertes : Benjamini &amp; Hochberg (1995).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <source>With 95 % confidence: {hh} HH, {ll} LL, {hl} HL, {lh} LH; {islands} without a neighbour.</source>
        <translation>Avec une confiance de 95 % : {hh} HH, {ll} LL, {hl} HL, {lh} LH ; {islands} sans voisine.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <source>With {permutations} permutations at least {fewest} of {tests} cells or areas have to stand out together to be called. With more permutations fewer are enough.</source>
        <translation>Avec {permutations} permutations, au moins {fewest} des {tests} cellules ou zones doivent ressortir ensemble pour être déclarées. Avec plus de permutations, moins suffisent.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <source>the area itself never does</source>
        <translation>la zone elle-même jamais</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <source>How often the values are dealt to the other areas at random to find li_p, each area's own value held. With few, only large groups can be called after the false discovery rate; the log says how large. Default: 9,999.</source>
        <translation>Combien de fois les valeurs sont distribuées au hasard aux autres zones pour trouver li_p, la valeur propre de chaque zone étant tenue fixe. Avec peu, seuls de grands groupes peuvent être déclarés après le taux de fausses découvertes ; le journal dit de quelle taille. Par défaut : 9 999.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <source>Clusters and outliers</source>
        <translation>Agrégats et valeurs atypiques</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <source>High among high</source>
        <translation>Élevé parmi élevés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <source>High outlier among low</source>
        <translation>Valeur élevée atypique parmi basses</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <source>Low outlier among high</source>
        <translation>Valeur basse atypique parmi élevées</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <source>Low among low</source>
        <translation>Bas parmi bas</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <location filename="../../processing_algorithms/results/density/dual.py"/>
        <location filename="../../processing_algorithms/results/styles.py"/>
        <source>Not significant</source>
        <translation>Non significatif</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <source>Not tested: no neighbour</source>
        <translation>Non testé : pas de voisine</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <source>Cells or areas without a neighbour</source>
        <translation>Cellules ou zones sans voisine</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <source>High among low</source>
        <translation>Élevé parmi bas</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/local_moran.py"/>
        <source>Low among high</source>
        <translation>Bas parmi élevés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>How much can be mapped</source>
        <translation>Part cartographiable des données</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>crime,geocoding,hit rate,unmapped,missing,completeness,quality,location precision,wilson,multi-agency,safestats</source>
        <translation>délinquance,géocodage,taux de réussite,non cartographié,manquant,complétude,qualité,précision du lieu,pluri-organismes,geocoding,hit rate,unmapped,wilson,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>How much of the data can be mapped at all? Counts the records by the precision of their place, by area and by month, and gives the share of each that no map shows, with its 95 % interval. class warns where that share differs from the rest by more than chance explains: there a map of hot spots says too little (more unmapped) or, beside the others, too much (less unmapped).</source>
        <translation>Quelle part des données peut être cartographiée ? Compte les enregistrements selon la précision de leur lieu, par zone et par mois, et donne pour chacun la part qu'aucune carte ne montre, avec son intervalle à 95 %. class avertit là où cette part diffère du reste plus que le hasard ne l'explique : une carte de points chauds y dit trop peu (more unmapped, plus de non cartographié) ou, par rapport aux autres, trop (less unmapped, moins de non cartographié).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>The area of a record without a place is known only where its supplier wrote a code; records without either are counted, but belong to no area. That a record has a place does not say that it is the right one.</source>
        <translation>La zone d'un enregistrement sans lieu n'est connue que si son fournisseur a écrit un code ; les enregistrements sans l'un ni l'autre sont comptés, mais n'appartiennent à aucune zone. Qu'un enregistrement ait un lieu ne dit pas que c'est le bon.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>Interval: Wilson (1927), JASA 22. Exact test of an area against the rest: Fisher (1935), JRSS 98. False discovery rate: Benjamini &amp; Hochberg (1995). Why it matters: Ratcliffe (2004), International Journal of Geographical Information Science 18.</source>
        <translation>Intervalle : Wilson (1927), JASA 22. Test exact d'une zone contre le reste : Fisher (1935), JRSS 98. Taux de fausses découvertes : Benjamini &amp; Hochberg (1995). Pourquoi cela compte : Ratcliffe (2004), International Journal of Geographical Information Science 18.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>Shares that can be mapped</source>
        <translation>Parts cartographiables</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>Areas with what cannot be mapped</source>
        <translation>Zones avec ce qui ne peut être cartographié</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>Fewest records of a test</source>
        <translation>Nombre minimal d'enregistrements pour un test</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>Areas and months with fewer records get no class but 'too few'. Default: 20.</source>
        <translation>Les zones et les mois qui ont moins d'enregistrements n'ont pas de classe autre que « too few » (trop peu). Par défaut : 20.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>Smallest difference (points)</source>
        <translation>Plus petit écart (points)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>Differences from the overall share below so many percentage points are no warning, however certain. Default: 1.</source>
        <translation>Les écarts à la part générale inférieurs à autant de points de pourcentage ne sont pas un avertissement, si certains qu'ils soient. Par défaut : 1.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>After the false discovery rate, for areas and for months each. Default: 0.05.</source>
        <translation>Après le taux de fausses découvertes, pour les zones et pour les mois séparément. Par défaut : 0,05.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>Records that cannot be mapped</source>
        <translation>Enregistrements non cartographiables</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>Their share</source>
        <translation>Leur part</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>Records whose area is not known</source>
        <translation>Enregistrements dont la zone n'est pas connue</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>Records without a date</source>
        <translation>Enregistrements sans date</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>Areas with enough records to test</source>
        <translation>Zones avec assez d'enregistrements pour un test</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>Areas where more is unmapped</source>
        <translation>Zones avec plus de non cartographié</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>Areas where less is unmapped</source>
        <translation>Zones avec moins de non cartographié</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>Months in which more is unmapped</source>
        <translation>Mois avec plus de non cartographié</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>Months in which less is unmapped</source>
        <translation>Mois avec moins de non cartographié</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/mapped_share.py"/>
        <source>{number} records name an area that no polygon has.</source>
        <translation>{number} enregistrements nomment une zone qu’aucun polygone ne porte.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/match_incidents.py"/>
        <source>Match the records of two agencies</source>
        <translation>Apparier les enregistrements de deux organismes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/match_incidents.py"/>
        <source>crime,record linkage,fellegi,sunter,splink,duplicates,deduplicate,match,police,ambulance,hospital,violence,multi-agency,safestats</source>
        <translation>délinquance,appariement,doublons,dédoublonner,police,ambulance,hôpital,violence,pluri-organismes,record linkage,match,fellegi,sunter,splink,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/match_incidents.py"/>
        <source>Which records of two agencies are one event, and how many events are there altogether? Records that are close enough in place and time are compared; from how often each likeness occurs, and from how often it would by chance, every pair gets a probability of being one event. Pairs above the threshold are linked, each record once. The result holds every event once, with the ids of both agencies; the table says how the number of events depends on the threshold, and how many links are expected to be wrong or missing.</source>
        <translation>Quels enregistrements de deux organismes sont un seul événement, et combien d'événements y a-t-il en tout ? Les enregistrements assez proches dans l'espace et le temps sont comparés ; d'après la fréquence de chaque ressemblance, et celle qu'elle aurait par hasard, chaque paire reçoit une probabilité d'être un seul événement. Les paires au-dessus du seuil sont liées, chaque enregistrement une fois. Le résultat contient chaque événement une fois, avec les identifiants des deux organismes ; le tableau dit comment le nombre d'événements dépend du seuil, et combien de liens sont probablement faux ou manquants.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/match_incidents.py"/>
        <source>Where dates are known to the month, or places to an area: nothing tells events apart then. A link is a probability, not evidence about a person: use it to count, never to decide on a case. An agency's own repeats have to be removed first, for each record is linked once. It finds events that both agencies know in the same place and at the same time; a patient who gives the wrong street is missed, and counted twice.</source>
        <translation>Là où les dates ne sont connues qu'au mois, ou les lieux qu'à une zone : rien ne distingue alors les événements. Un lien est une probabilité, pas une preuve sur une personne : utilisez-le pour compter, jamais pour décider d'un cas. Les répétitions propres à un organisme doivent d'abord être retirées, car chaque enregistrement n'est lié qu'une fois. L'algorithme trouve les événements que les deux organismes connaissent au même lieu et au même moment ; un patient qui indique la mauvaise rue est manqué, et compté deux fois.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/match_incidents.py"/>
        <source>Fellegi &amp; Sunter (1969), Journal of the American Statistical Association 64; Winkler (1988); Jaro (1989), JASA 84, and Sadinle (2017), JASA 112, for one-to-one assignment. Held against splink (Ministry of Justice).</source>
        <translation>Fellegi &amp; Sunter (1969), Journal of the American Statistical Association 64 ; Winkler (1988) ; Jaro (1989), JASA 84, et Sadinle (2017), JASA 112, pour l'affectation un à un. Confronté à splink (ministère britannique de la Justice).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/match_incidents.py"/>
        <source>Events, each once</source>
        <translation>Événements, chacun une fois</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/match_incidents.py"/>
        <location filename="../../processing_algorithms/near_repeat.py"/>
        <location filename="../../processing_algorithms/results/agencies/matching_page.py"/>
        <location filename="../../safestats_core/hotspots/space_time/chains.py"/>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <source>Links</source>
        <translation>Liens</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/match_incidents.py"/>
        <location filename="../../processing_algorithms/results/agencies/matching_page.py"/>
        <source>Counts by threshold</source>
        <translation>Comptages par seuil</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/match_incidents.py"/>
        <source>Records of both</source>
        <translation>Enregistrements des deux</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/match_incidents.py"/>
        <source>Pairs that may be one event</source>
        <translation>Paires qui peuvent être un seul événement</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/match_incidents.py"/>
        <source>Pairs that chance alone would bring</source>
        <translation>Paires que le seul hasard apporterait</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/match_incidents.py"/>
        <source>Pairs linked</source>
        <translation>Paires liées</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/match_incidents.py"/>
        <source>Events at the lowest threshold</source>
        <translation>Événements au seuil le plus bas</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/match_incidents.py"/>
        <source>Events at the highest threshold</source>
        <translation>Événements au seuil le plus élevé</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/match_incidents.py"/>
        <source>Links expected to be wrong</source>
        <translation>Liens probablement faux</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/match_incidents.py"/>
        <source>Links expected to be missing</source>
        <translation>Liens probablement manquants</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/match_incidents.py"/>
        <source>Days of the first agency</source>
        <translation>Jours du premier organisme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/match_incidents.py"/>
        <source>Days of the second agency</source>
        <translation>Jours du deuxième organisme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/near_repeat.py"/>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <source>Near repeats</source>
        <translation>Quasi-répétitions</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/near_repeat.py"/>
        <source>crime,near repeat,repeat victimisation,knox,space-time,burglary,chain,originator,safestats</source>
        <translation>délinquance,quasi-répétition,victimation répétée,knox,espace-temps,cambriolage,chaîne,initiateur,near repeat,originator,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/near_repeat.py"/>
        <source>After a crime, are there more crimes close by in the days that follow than chance would bring, how far away and for how long? Every pair of events is counted by distance and days apart. The days are then dealt anew to the events, again and again, which keeps the places and the dates but breaks their tie: ratio is the observed number of pairs by the mean of these deals, p the share of deals with as many pairs or more. The events are then marked as originator, repeat (same place), near repeat or isolated, with the chain they belong to.</source>
        <translation>Après un fait, y a-t-il dans les jours suivants plus de faits à proximité que n'en apporterait le hasard, à quelle distance et pendant combien de temps ? Chaque paire d'événements est comptée selon la distance et les jours qui la séparent. Les jours sont ensuite redistribués aux événements, encore et encore, ce qui garde les lieux et les dates mais rompt leur lien : ratio est le nombre observé de paires divisé par la moyenne de ces tirages, p la part des tirages avec autant de paires ou plus. Les événements sont ensuite marqués originator (initiateur), repeat (répétition, même lieu), near repeat (quasi-répétition) ou isolated (isolé), avec la chaîne à laquelle ils appartiennent.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/near_repeat.py"/>
        <source>Where dates are known only to the month, as in the open data of police.uk: days apart mean nothing then. With kinds of crime mixed, which follow each other for other reasons than a repeat: run it for one kind. Over years in which places grew and shrank, the shift itself looks like a near repeat: take shorter periods. Where positions are snapped to a few points, same place means same point, not same address.</source>
        <translation>Là où les dates ne sont connues qu'au mois, comme dans les données ouvertes de police.uk : les jours d'écart ne veulent alors rien dire. Avec des types d'infraction mêlés, qui se suivent pour d'autres raisons qu'une répétition : exécutez-le pour un seul type. Sur des années où des lieux ont crû et décru, ce glissement ressemble lui-même à une quasi-répétition : prenez des périodes plus courtes. Là où les positions sont ramenées à quelques points, même lieu veut dire même point, pas même adresse.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/near_repeat.py"/>
        <source>Knox (1964), Applied Statistics 13; Besag &amp; Diggle (1977), Applied Statistics 26; Johnson et al. (2007), Journal of Quantitative Criminology 23; Ratcliffe &amp; Rengert (2008), Security Journal 21.</source>
        <translation>Knox (1964), Applied Statistics 13 ; Besag &amp; Diggle (1977), Applied Statistics 26 ; Johnson et al. (2007), Journal of Quantitative Criminology 23 ; Ratcliffe &amp; Rengert (2008), Security Journal 21.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/near_repeat.py"/>
        <source>When it happened. Days are those of the calendar: 23:50 and 00:10 the next day are 1 day apart. Events without a date are left out and counted.</source>
        <translation>Quand cela s'est produit. Les jours sont ceux du calendrier : 23:50 et 00:10 le lendemain sont à 1 jour d'écart. Les événements sans date sont écartés et comptés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/near_repeat.py"/>
        <source>How often the days are dealt anew. With 99 no p can be below 0.01; take 999 for a report. Default: 99.</source>
        <translation>Combien de fois les jours sont redistribués. Avec 99, aucun p ne peut être inférieur à 0,01 ; prenez 999 pour un rapport. Par défaut : 99.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/near_repeat.py"/>
        <location filename="../../processing_algorithms/results/agencies/matching_page.py"/>
        <source>Events</source>
        <translation>Événements</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/near_repeat.py"/>
        <source>Bands</source>
        <translation>Bandes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/near_repeat.py"/>
        <source>Bands with more pairs than chance</source>
        <translation>Bandes avec plus de paires que le hasard</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/near_repeat.py"/>
        <source>Highest ratio among them</source>
        <translation>Rapport le plus élevé parmi elles</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/near_repeat.py"/>
        <source>Originators</source>
        <translation>Initiateurs</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/near_repeat.py"/>
        <source>Repeats</source>
        <translation>Répétitions</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/near_repeat.py"/>
        <source>Isolated events</source>
        <translation>Événements isolés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/near_repeat.py"/>
        <source>Chains</source>
        <translation>Chaînes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/near_repeat.py"/>
        <source>Linked pairs</source>
        <translation>Paires liées</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>Nearest-neighbour index</source>
        <translation>Indice du plus proche voisin</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>crime,clark evans,clustering,average nearest neighbour,index,random,dispersed,safestats</source>
        <translation>délinquance,agrégation,plus proche voisin moyen,indice,aléatoire,dispersé,clark evans,nearest neighbour,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>Says in one number whether points lie closer together than chance would have them: the mean distance from a point to the nearest other one, divided by what the same number of points would have if they were strewn at random. Below 1 they cluster, at 1 they lie as chance has it, above 1 they keep apart (at most 2.15). A first look before any hot spot map: without clustering there are no hot spots to find.</source>
        <translation>Dit en un nombre si des points sont plus proches les uns des autres que par hasard : la distance moyenne d'un point à l'autre point le plus proche, divisée par celle qu'auraient autant de points semés au hasard. Au-dessous de 1 ils s'agrègent, à 1 ils sont comme le hasard les met, au-dessus de 1 ils s'évitent (au plus 2,15). Un premier regard avant toute carte de points chauds : sans agrégation, il n'y a pas de points chauds à trouver.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>It says nothing about where the clusters are. Where addresses were rounded to a few places, as in published police data, points share their place and the index says only that; the page counts them. Incidents cannot happen on water or fields, so against a whole district almost everything is clustered. Without a study area the rectangle round the points is taken, which makes them look more spread than they are.</source>
        <translation>Il ne dit rien de l'endroit où sont les agrégats. Là où les adresses ont été arrondies à quelques lieux, comme dans les données de police publiées, des points partagent leur lieu et l'indice ne dit que cela ; la page les compte. Des incidents ne peuvent pas se produire sur l'eau ou dans les champs ; par rapport à tout un district, presque tout est donc agrégé. Sans zone d'étude, le rectangle autour des points est pris, ce qui les fait paraître plus dispersés qu'ils ne le sont.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>Clark &amp; Evans (1954), Ecology 35, 445-453; Donnelly (1978), Simulation Studies in Archaeology, for the edge.</source>
        <translation>Clark &amp; Evans (1954), Ecology 35, 445-453 ; Donnelly (1978), Simulation Studies in Archaeology, pour le bord.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>What it does not say</source>
        <translation>Ce qu'il ne dit pas</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>Near the edge the nearest neighbour may lie beyond it, where nobody looked. Without a correction points at random look spread out. Default: yes.</source>
        <translation>Près du bord, le plus proche voisin peut se trouver au-delà, où personne n'a regardé. Sans correction, des points au hasard paraissent dispersés. Par défaut : oui.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>Sets of random points in the same study area, for a p value that holds however ragged its outline is. For a coast or many islands give 99 (39 at the least); with a million points that takes minutes. Default: 0.</source>
        <translation>Jeux de points au hasard dans la même zone d'étude, pour une valeur p qui tient quelle que soit l'irrégularité de son contour. Pour une côte ou de nombreuses îles, donnez 99 (39 au moins) ; avec un million de points cela prend des minutes. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>The points lie as chance could have it: index {index}, p {p}.</source>
        <translation>Les points sont comme le hasard pourrait les mettre : indice {index}, p {p}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>{shared} of {points} points share their place with another and are 0 from it: {places} places in all. Where places were rounded before, the index measures the rounding.</source>
        <translation>{shared} des {points} points partagent leur lieu avec un autre et en sont à 0 : {places} lieux en tout. Là où les lieux ont été arrondis auparavant, l'indice mesure l'arrondi.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>Standard score</source>
        <translation>Score z</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>p value of the standard score, two-sided</source>
        <translation>Valeur p du score z, bilatérale</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>p value by random points, two-sided; not there without permutations</source>
        <translation>Valeur p par points au hasard, bilatérale ; absente sans permutations</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>Mean distance to the nearest neighbour</source>
        <translation>Distance moyenne au plus proche voisin</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>The same for points at random</source>
        <translation>La même pour des points au hasard</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>Different places</source>
        <translation>Lieux différents</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>Points that share their place with another</source>
        <translation>Points qui partagent leur lieu avec un autre</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>What it means, in a sentence</source>
        <translation>Ce que cela veut dire, en une phrase</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>The points are clustered, more than chance explains: index {index}, p {p}.</source>
        <translation>Les points s'agrègent, plus que le hasard ne l'explique : indice {index}, p {p}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>The points keep apart, more than chance explains: index {index}, p {p}.</source>
        <translation>Les points s'évitent, plus que le hasard ne l'explique : indice {index}, p {p}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>No study area was given: the rectangle round the points was taken, which hides clustering.</source>
        <translation>Aucune zone d'étude n'a été donnée : le rectangle autour des points a été pris, ce qui masque l'agrégation.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>Standard score z</source>
        <translation>Score z</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>p value, two-sided</source>
        <translation>Valeur p, bilatérale</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>Points that share their place</source>
        <translation>Points qui partagent leur lieu</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>Perimeter of the study area</source>
        <translation>Périmètre de la zone d'étude</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>p value by {number} sets of random points</source>
        <translation>Valeur p par {number} jeux de points au hasard</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>With {permutations} permutations no p below {p} is possible, so nothing could be significant. Use at least {fewest}, for example 99, or 0 for none.</source>
        <translation>Avec {permutations} permutations, aucun p inférieur à {p} n'est possible ; rien ne pourrait donc être significatif. Utilisez au moins {fewest}, par exemple 99, ou 0 pour aucune.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/nearest_neighbour.py"/>
        <source>'{layer}' holds no polygon. Choose another layer, or leave it out.</source>
        <translation>« {layer} » ne contient aucun polygone. Choisissez une autre couche, ou laissez vide.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>Optimised hot spots (cell and distance from the data)</source>
        <translation>Points chauds optimisés (cellule et distance d'après les données)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>crime,hotspot,optimised,optimized,getis,ord,gi star,automatic,cell size,incremental,moran,fdr,safestats</source>
        <translation>délinquance,point chaud,optimisé,automatique,taille de cellule,incrémental,hotspot,optimised,optimized,getis,ord,gi star,moran,fdr,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>Hot and cold spots (Getis-Ord Gi*) for when you do not know which cell size and distance to take: both are chosen from the points, and each choice is written with its reason into the log, the page and the layer's notes. Cells are twice as wide as places usually lie apart; the neighbourhood reaches to the distance at which counts cluster most. The fields are those of 'Hot and cold spots': count, gi_z, gi_p, gi_p_adj and gi_bin, 3, 2, 1 hot with 99, 95, 90 % confidence, -3, -2, -1 cold, 0 neither.</source>
        <translation>Points chauds et froids (Gi* de Getis-Ord) quand vous ne savez pas quelle taille de cellule ni quelle distance prendre : les deux sont choisies d'après les points, et chaque choix est écrit avec sa raison dans le journal, la page et les notes de la couche. Les cellules sont deux fois plus larges que l'écart habituel des lieux ; le voisinage va jusqu'à la distance où les comptages s'agrègent le plus. Les champs sont ceux de « Points chauds et froids » : count, gi_z, gi_p, gi_p_adj et gi_bin, 3, 2, 1 chaud avec une confiance de 99, 95, 90 %, -3, -2, -1 froid, 0 ni l'un ni l'autre.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>With few incidents the cells become so large that a small hot spot is diluted: with fewer than about 500, try 'Hot and cold spots' with a cell size of your own as well. To compare two periods or two forces, choose one scale yourself: here each gets its own. Fewer than 60 incidents (30 with a study area) are refused. It does not correct for where people are.</source>
        <translation>Avec peu d'incidents, les cellules deviennent si grandes qu'un petit point chaud est dilué : avec moins de 500 environ, essayez aussi « Points chauds et froids » avec votre propre taille de cellule. Pour comparer deux périodes ou deux forces de police, choisissez vous-même une échelle : ici chacune reçoit la sienne. Moins de 60 incidents (30 avec une zone d'étude) sont refusés. L'algorithme ne corrige pas la répartition de la population.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>The rules of ArcGIS Pro's Optimized Hot Spot Analysis; Getis &amp; Ord (1992), Geographical Analysis 24; Cliff &amp; Ord (1981), Spatial Processes; Benjamini &amp; Hochberg (1995).</source>
        <translation>Les règles de l'Optimized Hot Spot Analysis d'ArcGIS Pro ; Getis &amp; Ord (1992), Geographical Analysis 24 ; Cliff &amp; Ord (1981), Spatial Processes ; Benjamini &amp; Hochberg (1995).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>Optimised hot spots</source>
        <translation>Points chauds optimisés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>z of Moran's I</source>
        <translation>z du I de Moran</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <location filename="../../safestats_core/hotspots/local_statistics/optimised.py"/>
        <source>Cells tested</source>
        <translation>Cellules testées</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>Every choice with its reason</source>
        <translation>Chaque choix avec sa raison</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>{hot} hot and {cold} cold cells of {cells} with at least 90 % confidence.</source>
        <translation>{hot} cellules chaudes et {cold} cellules froides sur {cells} avec une confiance d'au moins 90 %.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>What was chosen, and why</source>
        <translation>Ce qui a été choisi, et pourquoi</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>At which distance counts cluster</source>
        <translation>À quelle distance les comptages s'agrègent</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>Choice</source>
        <translation>Choix</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>Reason</source>
        <translation>Raison</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/optimised_hot_spots.py"/>
        <source>Moran's I</source>
        <translation>I de Moran</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/print_briefing.py"/>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Printed briefing</source>
        <translation>Note imprimée</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/print_briefing.py"/>
        <source>print,layout,atlas,pdf,briefing,report,ward,map,paper,safestats</source>
        <translation>imprimer,mise en page,atlas,pdf,note,rapport,circonscription,carte,papier,print,layout,briefing,report,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/print_briefing.py"/>
        <source>Lays out results on sheets of A4, with title, legend, scale bar, north arrow, the words that go with them, whose data it is, and the handling marking at head and foot; with areas, such as wards, a page for each, with its name, what it holds and where it lies. The sheets become a PDF, and a print layout with an atlas in the project, where everything can be moved, reworded and printed again.</source>
        <translation>Dispose des résultats sur des feuilles A4, avec titre, légende, barre d'échelle, flèche du nord, les mots qui les accompagnent, la source des données, et le marquage de protection en tête et en pied ; avec des zones, comme des circonscriptions, une page pour chacune, avec son nom, ce qu'elle contient et où elle se trouve. Les feuilles deviennent un PDF, et une mise en page avec atlas dans le projet, où tout peut être déplacé, reformulé et réimprimé.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/print_briefing.py"/>
        <source>What is printed leaves the protection of this computer. Look at the marking, at small counts and at the terms of use before you hand it on. A rank is one of counts, not of risk: where more people are, more happens.</source>
        <translation>Ce qui est imprimé quitte la protection de cet ordinateur. Regardez le marquage, les petits comptages et les conditions d'utilisation avant de le transmettre. Un rang est un rang de comptages, pas de risque : où il y a plus de monde, il se passe plus de choses.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/print_briefing.py"/>
        <source>None: this only sets out what other methods have found.</source>
        <translation>Aucune : ceci ne fait que présenter ce que d'autres méthodes ont trouvé.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/print_briefing.py"/>
        <source>Areas of the briefing</source>
        <translation>Zones de la note</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/print_briefing.py"/>
        <source>The rows behind this were to be used until {moment}: load them again before you hand it on.</source>
        <translation>Les lignes dont ceci est tiré étaient utilisables jusqu'au {moment} : rechargez-les avant de le transmettre.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/print_briefing.py"/>
        <source>How it was made</source>
        <translation>Comment cela a été fait</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/print_briefing.py"/>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/print_briefing.py"/>
        <source>PDF files (*.pdf)</source>
        <translation>Fichiers PDF (*.pdf)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/print_briefing.py"/>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/print_briefing.py"/>
        <source>There is nothing to print. Choose one result or more.</source>
        <translation>Il n'y a rien à imprimer. Choisissez un résultat ou plus.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/print_briefing.py"/>
        <source>In short</source>
        <translation>En bref</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/print_briefing.py"/>
        <source>Each area gets a page with its name. Choose the field that holds the names.</source>
        <translation>Chaque zone reçoit une page avec son nom. Choisissez le champ qui contient les noms.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/print_briefing.py"/>
        <source>{pages} pages.</source>
        <translation>{pages} pages.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/print_briefing.py"/>
        <source>How '{title}' was made</source>
        <translation>Comment « {title} » a été fait</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/print_briefing.py"/>
        <source>Written to {path}.</source>
        <translation>Écrit dans {path}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/print_briefing.py"/>
        <source>In the project as the layout '{name}'.</source>
        <translation>Dans le projet sous la mise en page « {name} ».</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/area_words.py"/>
        <source>{count} incidents: {share} % of the {total} in all {areas} areas. Rank {rank} of {areas}.</source>
        <translation>{count} incidents : {share} % des {total} dans l'ensemble des {areas} zones. Rang {rank} sur {areas}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/area_words.py"/>
        <source>{count} incidents: {share} % of the {total} in all {areas} areas. Rank {rank} of {areas}, shared.</source>
        <translation>{count} incidents : {share} % des {total} dans l'ensemble des {areas} zones. Rang {rank} sur {areas}, ex aequo.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/area_words.py"/>
        <source>How many incidents there are is not known, or may not be shown.</source>
        <translation>Combien il y a d'incidents n'est pas connu, ou ne peut être montré.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/area_words.py"/>
        <source>{total} of the map's {kind} have their middle here:</source>
        <translation>{total} des {kind} de la carte ont leur milieu ici :</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/area_words.py"/>
        <source>- {number}: {words}</source>
        <translation>- {number} : {words}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/area_words.py"/>
        <source>A rank is one of counts, not of risk: where more people are, more happens.</source>
        <translation>Un rang est un rang de comptages, pas de risque : où il y a plus de monde, il se passe plus de choses.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/area_words.py"/>
        <source>Most incidents are counted in {areas}.</source>
        <translation>Le plus d'incidents est compté dans {areas}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/area_words.py"/>
        <source>{name} ({count})</source>
        <translation>{name} ({count})</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/area_words.py"/>
        <source>cells</source>
        <translation>cellules</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/area_words.py"/>
        <source>points</source>
        <translation>points</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/area_words.py"/>
        <source>areas</source>
        <translation>zones</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/area_words.py"/>
        <source>finding what lies in which area</source>
        <translation>recherche de ce qui se trouve dans quelle zone</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/area_words.py"/>
        <source>Of the {total} {kind} in these areas are:</source>
        <translation>Des {total} {kind} de ces zones sont :</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/area_words.py"/>
        <source>On the map '{title}' nothing lies here.</source>
        <translation>Sur la carte « {title} », rien ne se trouve ici.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/furniture.py"/>
        <location filename="../../processing_algorithms/printing/printing.py"/>
        <source>Page {page} of {pages}</source>
        <translation>Page {page} sur {pages}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/furniture.py"/>
        <source>Printed on {day}.</source>
        <translation>Imprimé le {day}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/furniture.py"/>
        <source>Data as of {day}.</source>
        <translation>Données au {day}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/layout.py"/>
        <source>map title</source>
        <translation>titre de la carte</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/layout.py"/>
        <source>the map is laid out</source>
        <translation>la carte est mise en page</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/layout.py"/>
        <source>map of the area</source>
        <translation>carte de la zone</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/layout.py"/>
        <source>words on the area</source>
        <translation>texte sur la zone</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/layout.py"/>
        <source>overview map</source>
        <translation>carte de situation</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/layout.py"/>
        <source>the legend is laid out</source>
        <translation>la légende est mise en page</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/layout.py"/>
        <source>the words are set</source>
        <translation>le texte est composé</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/layout.py"/>
        <source>the table is set</source>
        <translation>le tableau est composé</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/layout.py"/>
        <source>the page of an area is laid out</source>
        <translation>la page d'une zone est mise en page</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/layout.py"/>
        <source>maps are laid out</source>
        <translation>les cartes sont mises en page</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/maps.py"/>
        <source>m</source>
        <translation>m</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/maps.py"/>
        <source>scale bar</source>
        <translation>barre d'échelle</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/maps.py"/>
        <source>north arrow</source>
        <translation>flèche du nord</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/maps.py"/>
        <source>legend</source>
        <translation>légende</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/pdf.py"/>
        <source>'{path}' could not be written. Choose a folder that you may write to, with room on the disk.</source>
        <translation>« {path} » n'a pas pu être écrit. Choisissez un dossier où vous pouvez écrire, avec de la place sur le disque.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/printing.py"/>
        <source>Laying out</source>
        <translation>Mise en page</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/sheet.py"/>
        <source>line</source>
        <translation>trait</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/table.py"/>
        <source>(not loaded)</source>
        <translation>(non chargé)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/table.py"/>
        <source>table heading</source>
        <translation>titre du tableau</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/table.py"/>
        <source>table column</source>
        <translation>colonne du tableau</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/words.py"/>
        <source>heading</source>
        <translation>titre</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/printing/words.py"/>
        <source>words</source>
        <translation>texte</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Prospective hot spots</source>
        <translation>Points chauds prospectifs</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>crime,promap,prediction,forecast,near repeat,patrol,burglary,next week,risk,safestats</source>
        <translation>délinquance,prédiction,prévision,quasi-répétition,patrouille,cambriolage,semaine prochaine,risque,promap,forecast,near repeat,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Shows where the next incidents are most likely in the coming days. Every incident of the last weeks raises the risk of the cells around it: most where it happened, and less with every half cell of distance and every week that has passed since. The legend picks out the one, five and ten per cent of cells with the highest risk, an area that patrols can cover.</source>
        <translation>Montre où les prochains incidents sont les plus probables dans les jours à venir. Chaque incident des dernières semaines élève le risque des cellules qui l'entourent : le plus là où il s'est produit, et moins à chaque demi-cellule de distance et à chaque semaine écoulée depuis. La légende fait ressortir un, cinq et dix pour cent des cellules au risque le plus élevé, une surface que des patrouilles peuvent couvrir.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>For offences that repeat nearby within weeks, above all burglary; test that first with 'Near repeats'. The numbers rank the cells of one map: they are no probabilities, and no significance belongs to them. Check the map against what happened later with 'Accuracy of a hotspot map' before relying on it.</source>
        <translation>Pour des infractions qui se répètent à proximité en quelques semaines, avant tout le cambriolage ; testez-le d'abord avec « Quasi-répétitions ». Les nombres classent les cellules d'une carte : ce ne sont pas des probabilités, et aucune significativité ne s'y attache. Confrontez la carte à ce qui s'est produit ensuite avec « Exactitude d'une carte de points chauds » avant de vous y fier.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Bowers, Johnson &amp; Pease (2004), Prospective hot-spotting, British Journal of Criminology 44, 641-658.</source>
        <translation>Bowers, Johnson &amp; Pease (2004), Prospective hot-spotting, British Journal of Criminology 44, 641-658.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Half cells from the incident to the middle of a cell</source>
        <translation>Demi-cellules de l'incident au milieu d'une cellule</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Cells, diagonals as one step (PredictCode)</source>
        <translation>Cellules, une diagonale pour un pas (PredictCode)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Risk on {moment} from {number} incidents of {weeks} weeks, cells of {size}, reach {reach}.</source>
        <translation>Risque au {moment} d'après {number} incidents de {weeks} semaines, cellules de {size}, portée {reach}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>When it happened, on the wall clock.</source>
        <translation>Quand cela s'est produit, à l'heure locale.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Only incidents before it count, so that a map can be tested on what came after. Default: just after the latest incident.</source>
        <translation>Seuls les incidents antérieurs comptent, pour qu'une carte puisse être testée sur ce qui a suivi. Par défaut : juste après le dernier incident.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>0 takes 50 metres, as in the source. Default: 0.</source>
        <translation>0 prend 50 mètres, comme dans la source. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Reach (0 = 8 cells)</source>
        <translation>Portée (0 = 8 cellules)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>How far from an incident the risk is raised.</source>
        <translation>Jusqu'où le risque est élevé autour d'un incident.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>0 takes 8 cells, 400 metres with cells of 50, as in the source. Default: 0.</source>
        <translation>0 prend 8 cellules, 400 mètres avec des cellules de 50, comme dans la source. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Weeks to look back</source>
        <translation>Semaines à prendre en compte</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>How many weeks an incident counts for. Default: 8.</source>
        <translation>Pendant combien de semaines un incident compte. Par défaut : 8.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>How distance is measured. Default: half cells, as in the source.</source>
        <translation>Comment la distance est mesurée. Par défaut : demi-cellules, comme dans la source.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Risk, a rank only</source>
        <translation>Risque, un rang seulement</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <location filename="../../processing_algorithms/results/places/concentration.py"/>
        <location filename="../../processing_algorithms/results/styles.py"/>
        <source>None</source>
        <translation>Aucun</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Raised</source>
        <translation>Élevé</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Moment to predict for</source>
        <translation>Moment à prédire</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Prospective risk</source>
        <translation>Risque prospectif</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Incidents that count</source>
        <translation>Incidents qui comptent</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Incidents at that moment or later, left out</source>
        <translation>Incidents à ce moment ou plus tard, écartés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Incidents that are too old, left out</source>
        <translation>Incidents trop anciens, écartés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Recent incidents outside the study area, left out</source>
        <translation>Incidents récents hors de la zone d'étude, écartés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Reach</source>
        <translation>Portée</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Highest risk</source>
        <translation>Risque le plus élevé</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Moment that was predicted for</source>
        <translation>Moment prédit</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>{number} incidents at that moment or later were left out.</source>
        <translation>{number} incidents à ce moment ou plus tard ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>{number} incidents too long before it were left out.</source>
        <translation>{number} incidents trop anciens ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>{number} recent incidents outside the study area were left out.</source>
        <translation>{number} incidents récents hors de la zone d'étude ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>Highest {share} % of cells</source>
        <translation>{share} % de cellules au risque le plus élevé</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/prospective.py"/>
        <source>'{value}' is no moment. Write it as 2024-01-31 22:15:00.</source>
        <translation>« {value} » n'est pas un moment. Écrivez-le comme 2024-01-31 22:15:00.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/provider.py"/>
        <source>The authentication configuration '{authcfg}' needs the network of QGIS. Enable the SafeStats plugin.</source>
        <translation>La configuration d'authentification « {authcfg} » a besoin du réseau de QGIS. Activez l'extension SafeStats.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Treated but not reported</source>
        <translation>Soignés mais non signalés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>crime,violence,reporting gap,under-reporting,hospital,emergency department,ambulance,police,cardiff model,empirical bayes,ratio,health,multi-agency,safestats</source>
        <translation>délinquance,violence,sous-signalement,hôpital,urgences,ambulance,police,modèle de cardiff,bayésien empirique,rapport,santé,pluri-organismes,reporting gap,under-reporting,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Where is violence treated but not reported? Counts what health services treat and what the police record in the same cells or areas, and asks of each whether its ratio differs from that of the whole by more than chance. gap is the logarithm of how many times as much is treated, per report, as on the whole; shrunk is the same drawn towards 0 where counts are few, which is the one to map; class says more treated, less treated, no evidence, or too few incidents to test.</source>
        <translation>Où la violence est-elle soignée mais non signalée ? Compte ce que les services de santé soignent et ce que la police enregistre dans les mêmes cellules ou zones, et demande pour chacune si son rapport diffère de celui de l'ensemble plus que le hasard. gap est le logarithme du nombre de fois que l'on soigne davantage, par signalement, que dans l'ensemble ; shrunk est le même ramené vers 0 là où les comptages sont faibles, c'est celui qu'il faut cartographier ; class dit more treated (plus de soins), less treated (moins de soins), no evidence (pas d'indice) ou too few (trop peu d'incidents pour un test).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>It says where the two differ, not why: people may not report, may be treated for what is no offence, or the places of one agency may be less precise, so that incidents appear next door. Choose cells larger than the vaguer of the two places, and the same period and kinds of incident in both layers. Against the whole: if reporting is low everywhere, no place stands out.</source>
        <translation>Il dit où les deux diffèrent, pas pourquoi : des personnes peuvent ne pas signaler, être soignées pour ce qui n'est pas une infraction, ou les lieux d'un organisme peuvent être moins précis, si bien que les incidents apparaissent à côté. Choisissez des cellules plus grandes que le plus imprécis des deux lieux, et la même période et les mêmes types d'incident dans les deux couches. Par rapport à l'ensemble : si le signalement est faible partout, aucun lieu ne ressort.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Exact conditional test: Przyborowski &amp; Wilenski (1940), Biometrika 31. Interval: Clopper &amp; Pearson (1934). Empirical Bayes with a beta-binomial model: Skellam (1948), Casella (1985), Clayton &amp; Kaldor (1987). False discovery rate: Benjamini &amp; Hochberg (1995).</source>
        <translation>Test conditionnel exact : Przyborowski &amp; Wilenski (1940), Biometrika 31. Intervalle : Clopper &amp; Pearson (1934). Bayésien empirique avec un modèle bêta-binomial : Skellam (1948), Casella (1985), Clayton &amp; Kaldor (1987). Taux de fausses découvertes : Benjamini &amp; Hochberg (1995).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>cell round {x}, {y}</source>
        <translation>cellule autour de {x}, {y}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Reported: incidents of the police</source>
        <translation>Signalés : incidents de la police</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Area that the health service covers</source>
        <translation>Zone que couvre le service de santé</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Area that the police cover</source>
        <translation>Zone que couvre la police</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>What the page calls an area. Default: the number of its row.</source>
        <translation>Comment la page appelle une zone. Par défaut : le numéro de sa ligne.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>How many people there are in each area; both counts get a rate then. Default: no rates.</source>
        <translation>Combien de personnes il y a dans chaque zone ; les deux comptages reçoivent alors un taux. Par défaut : pas de taux.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Fewest incidents of both together</source>
        <translation>Nombre minimal d'incidents des deux ensemble</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Places with fewer are called too few and not tested. Default: 10.</source>
        <translation>Les lieux qui en ont moins sont appelés « too few » (trop peu) et ne sont pas testés. Par défaut : 10.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>A place differs where p_adj is this or less. Between 0 and 1. Default: 0.05.</source>
        <translation>Un lieu diffère si p_adj vaut ceci ou moins. Entre 0 et 1. Par défaut : 0,05.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Treated: incidents of the health service</source>
        <translation>Soignés : incidents du service de santé</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Places with enough incidents to test</source>
        <translation>Lieux avec assez d'incidents pour un test</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Incidents treated, where both cover</source>
        <translation>Incidents soignés, là où les deux couvrent</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Incidents reported, where both cover</source>
        <translation>Incidents signalés, là où les deux couvrent</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Treated per reported, of all together</source>
        <translation>Soignés par signalé, tous ensemble</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Places where more is treated than reported, against the whole</source>
        <translation>Lieux où l'on soigne plus qu'on ne signale, par rapport à l'ensemble</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Places where less is treated than reported, against the whole</source>
        <translation>Lieux où l'on soigne moins qu'on ne signale, par rapport à l'ensemble</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Rates per {per} of '{field}', with exact 95 % intervals.</source>
        <translation>Taux pour {per} de « {field} », avec intervalles exacts à 95 %.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Row {number}</source>
        <translation>Ligne {number}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>Some areas have a negative '{population}'. Correct them, or choose another field.</source>
        <translation>Certaines zones ont un « {population} » négatif. Corrigez-les, ou choisissez un autre champ.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/reporting_gap.py"/>
        <source>'{field}' is a field of areas, but no areas were given. Choose the areas as well.</source>
        <translation>« {field} » est un champ de zones, mais aucune zone n'a été donnée. Choisissez aussi les zones.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance.py"/>
        <source>Hot for all agencies</source>
        <translation>Chaud pour tous les organismes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance.py"/>
        <source>Hot for none</source>
        <translation>Chaud pour aucun</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance.py"/>
        <source>Not covered by all</source>
        <translation>Non couvert par tous</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance.py"/>
        <source>Hot for several agencies</source>
        <translation>Chaud pour plusieurs organismes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance.py"/>
        <source>Hot only for {agency}</source>
        <translation>Chaud seulement pour {agency}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance_page.py"/>
        <source>{all} places are hot for all agencies and {one} for one only.</source>
        <translation>{all} lieux sont chauds pour tous les organismes et {one} pour un seul.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance_page.py"/>
        <source>The rank correlation says whether places with more incidents of one agency have more of the other: 1 in the same order, 0 unrelated; many places in which neither has an incident raise it. The overlap is the share of the places hot for either agency that are hot for both. An agency with few records finds fewer hot places: that it does not call a place hot is no proof that nothing happens there.</source>
        <translation>La corrélation de rang dit si les lieux où un organisme a plus d'incidents en ont aussi plus pour l'autre : 1 dans le même ordre, 0 sans rapport ; beaucoup de lieux où aucun n'a d'incident l'élèvent. Le recouvrement est la part des lieux chauds pour l'un ou l'autre organisme qui le sont pour les deux. Un organisme qui a peu d'enregistrements trouve moins de lieux chauds : qu'il ne déclare pas un lieu chaud ne prouve pas que rien ne s'y passe.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance_page.py"/>
        <source>{first} and {second}: rank correlation of the counts {rank}; overlap of the hot places {overlap}.</source>
        <translation>{first} et {second} : corrélation de rang des comptages {rank} ; recouvrement des lieux chauds {overlap}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance_page.py"/>
        <source>{value} (95 % interval {low} to {high})</source>
        <translation>{value} (intervalle à 95 % : {low} à {high})</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance_page.py"/>
        <source>{value} % (95 % interval {low} to {high} %)</source>
        <translation>{value} % (intervalle à 95 % : {low} à {high} %)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance_page.py"/>
        <source>{all} places are hot for all agencies, {several} for several, and {one} for one only.</source>
        <translation>{all} lieux sont chauds pour tous les organismes, {several} pour plusieurs, et {one} pour un seul.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance_page.py"/>
        <source>{number} places have no class, because not every agency covers them.</source>
        <translation>{number} lieux n'ont pas de classe, car tous les organismes ne les couvrent pas.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance_page.py"/>
        <source>Agencies</source>
        <translation>Organismes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance_page.py"/>
        <source>Rank correlation</source>
        <translation>Corrélation de rang</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance_page.py"/>
        <source>Overlap of hot places</source>
        <translation>Recouvrement des lieux chauds</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance_page.py"/>
        <source>Hot for both</source>
        <translation>Chaud pour les deux</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance_page.py"/>
        <source>not known, for one has the same count everywhere</source>
        <translation>non connue, car l'un a partout le même comptage</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance_page.py"/>
        <source>not known, for neither has a hot place</source>
        <translation>non connu, car aucun n'a de lieu chaud</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance_page.py"/>
        <source>Caution: a few places hold far more incidents of {agency} than a distribution of counts allows for, for example reports snapped to one point, so more may be called hot by chance than stated.</source>
        <translation>Attention : quelques lieux contiennent bien plus d'incidents de {agency} qu'une loi des comptages ne le permet, par exemple des signalements ramenés à un même point ; le hasard peut donc en déclarer chauds plus qu'annoncé.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance_page.py"/>
        <source>Who sees what</source>
        <translation>Qui voit quoi</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance_page.py"/>
        <source>How far they agree</source>
        <translation>À quel point ils s'accordent</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance_page.py"/>
        <source>Agency</source>
        <translation>Organisme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance_page.py"/>
        <source>Hot places</source>
        <translation>Lieux chauds</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance_page.py"/>
        <source>Seen by no other agency</source>
        <translation>Vus par aucun autre organisme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/concordance_page.py"/>
        <source>{agency}: {hot} hot places.</source>
        <translation>{agency} : {hot} lieux chauds.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/gap.py"/>
        <source>All together: {treated} treated, {reported} reported: {ratio} treated per reported incident.</source>
        <translation>Tous ensemble : {treated} soignés, {reported} signalés : {ratio} soignés par incident signalé.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/gap.py"/>
        <source>Of {places} places {tested} have the {minimum} incidents that are needed and were tested: {more} treat more per report than the whole, and {less} less.</source>
        <translation>Sur {places} lieux, {tested} ont les {minimum} incidents nécessaires et ont été testés : {more} soignent plus par signalement que l'ensemble, et {less} moins.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/gap.py"/>
        <source>The fewer incidents a place has, the closer its ratio is drawn to that of the whole: as if it had {size} incidents more (shares treated follow a beta distribution with a = {a} and b = {b}).</source>
        <translation>Moins un lieu a d'incidents, plus son rapport est ramené vers celui de l'ensemble : comme s'il avait {size} incidents de plus (les parts soignées suivent une loi bêta avec a = {a} et b = {b}).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/gap.py"/>
        <source>No place treats more per report than the whole by more than chance.</source>
        <translation>Aucun lieu ne soigne plus par signalement que l'ensemble, au-delà du hasard.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/gap.py"/>
        <source>Expected is what a place would treat if it reported like the whole. That more is treated than reported does not say why: people may not report, may be treated for what is no offence, or one agency's places may be off.</source>
        <translation>Attendu est ce qu'un lieu soignerait s'il signalait comme l'ensemble. Que l'on soigne plus qu'on ne signale ne dit pas pourquoi : des personnes peuvent ne pas signaler, être soignées pour ce qui n'est pas une infraction, ou les lieux d'un organisme peuvent être décalés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/gap.py"/>
        <source>The places differ by no more than chance, so shrunk is near 0 everywhere.</source>
        <translation>Les lieux ne diffèrent pas plus que par hasard ; shrunk est donc proche de 0 partout.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/gap.py"/>
        <source>Treated</source>
        <translation>Soignés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/gap.py"/>
        <source>Reported</source>
        <translation>Signalés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/gap.py"/>
        <source>Times as much treated as expected</source>
        <translation>Fois plus de soignés qu'attendu</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/gap.py"/>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>95 % interval</source>
        <translation>Intervalle à 95 %</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/gap.py"/>
        <source>p adjusted</source>
        <translation>p ajusté</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/gap.py"/>
        <source>Where most is treated per report</source>
        <translation>Où l'on soigne le plus par signalement</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/gap.py"/>
        <source>More treated than reported, against the whole</source>
        <translation>Plus de soins que de signalements, par rapport à l'ensemble</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/gap.py"/>
        <source>Less treated than reported, against the whole</source>
        <translation>Moins de soins que de signalements, par rapport à l'ensemble</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/gap.py"/>
        <source>No evidence of a difference</source>
        <translation>Pas d'indice d'une différence</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/gap.py"/>
        <source>Too few incidents to test</source>
        <translation>Trop peu d'incidents pour un test</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/gap.py"/>
        <source>Not covered by both</source>
        <translation>Non couvert par les deux</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/gap.py"/>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>{low} to {high}</source>
        <translation>{low} à {high}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/gap.py"/>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>under {number}</source>
        <translation>moins de {number}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/matching_layers.py"/>
        <source>Known to both</source>
        <translation>Connu des deux</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/matching_layers.py"/>
        <source>Known to the first agency only</source>
        <translation>Connu du seul premier organisme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/matching_layers.py"/>
        <source>Known to the second agency only</source>
        <translation>Connu du seul deuxième organisme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/matching_layers.py"/>
        <source>Linked</source>
        <translation>Lié</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/matching_layers.py"/>
        <source>Possible, not linked</source>
        <translation>Possible, non lié</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/matching_page.py"/>
        <source>Each weight is the logarithm to base 2 of how many times as frequent a level is among pairs of one event as among others: +3 says eight times, -3 an eighth. The weights of a pair add up, but for levels that chance brings together, such as a kind of event and its hour: these weigh as much as the combination does.</source>
        <translation>Chaque poids est le logarithme en base 2 du nombre de fois qu'un niveau est plus fréquent parmi les paires d'un seul événement que parmi les autres : +3 veut dire huit fois, -3 un huitième. Les poids d'une paire s'additionnent, sauf pour les niveaux que le hasard réunit, comme un type d'événement et son heure : ceux-là pèsent autant que la combinaison.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/matching_page.py"/>
        <source>{pairs} pairs are close enough in place and time to be one event.</source>
        <translation>{pairs} paires sont assez proches dans l'espace et le temps pour être un seul événement.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/matching_page.py"/>
        <source>Chance alone explains them: nothing shows that the agencies share any event, and none is linked. Check the precisions, the tolerance, and that both times are of one clock.</source>
        <translation>Le seul hasard les explique : rien ne montre que les organismes partagent un événement, et aucun n'est lié. Vérifiez les précisions, la tolérance, et que les deux heures sont de la même horloge.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/matching_page.py"/>
        <source>With the second agency's clock moved, chance alone brings {mean} such pairs on average, and {most} at most in {shifts} shifts.</source>
        <translation>Avec l'horloge du deuxième organisme décalée, le seul hasard apporte {mean} de ces paires en moyenne, et {most} au plus en {shifts} décalages.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/matching_page.py"/>
        <source>Linked from a probability of {threshold}: {links} pairs. {records} records of both agencies are {events} events; {false} links are expected to be wrong and {missed} to be missing.</source>
        <translation>Lié à partir d'une probabilité de {threshold} : {links} paires. {records} enregistrements des deux organismes sont {events} événements ; {false} liens sont probablement faux et {missed} manquants.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/matching_page.py"/>
        <source>From the lowest to the highest threshold of the table the events range from {low} to {high}.</source>
        <translation>Du seuil le plus bas au plus élevé du tableau, les événements vont de {low} à {high}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/matching_page.py"/>
        <source>From a probability of</source>
        <translation>À partir d'une probabilité de</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/matching_page.py"/>
        <source>Expected wrong</source>
        <translation>Faux attendus</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/matching_page.py"/>
        <source>Expected missing</source>
        <translation>Manquants attendus</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/matching_page.py"/>
        <source>decides for it</source>
        <translation>décide pour</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/matching_page.py"/>
        <source>rules it out</source>
        <translation>l'exclut</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/matching_page.py"/>
        <source>One event</source>
        <translation>Un seul événement</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/matching_page.py"/>
        <source>Others</source>
        <translation>Autres</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/matching_page.py"/>
        <source>Weight</source>
        <translation>Poids</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/agencies/matching_page.py"/>
        <source>What speaks for one event</source>
        <translation>Ce qui plaide pour un seul événement</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/clusters/layers.py"/>
        <source>In no cluster</source>
        <translation>Hors de tout agrégat</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/clusters/layers.py"/>
        <source>In a cluster</source>
        <translation>Dans un agrégat</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/clusters/layers.py"/>
        <source>Cluster of clusters</source>
        <translation>Agrégat d'agrégats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/clusters/layers.py"/>
        <source>Chance may explain it (p above 0.05)</source>
        <translation>Le hasard peut l'expliquer (p au-dessus de 0,05)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/clusters/layers.py"/>
        <source>Up to {highest} incidents</source>
        <translation>Jusqu'à {highest} incidents</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/clusters/words.py"/>
        <source>{clusters} clusters hold {held} of {total} points ({share} %); the largest holds {largest}.</source>
        <translation>{clusters} agrégats contiennent {held} des {total} points ({share} %) ; le plus grand en contient {largest}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/clusters/words.py"/>
        <source>Level {level}: distance {distance}, {clusters} clusters.</source>
        <translation>Niveau {level} : distance {distance}, {clusters} agrégats.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/clusters/words.py"/>
        <source>{significant} of {clusters} clusters are more than chance makes (p of 0.05 or less), compared with {made} sets of random data, seed {seed}.</source>
        <translation>{significant} des {clusters} agrégats dépassent ce que fait le hasard (p de 0,05 ou moins), par comparaison avec {made} jeux de données aléatoires, graine {seed}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/clusters/words.py"/>
        <source>One cluster holds {share} % of all points: the distance is long, or the minimum low, for so many. Try half the distance or a higher minimum.</source>
        <translation>Un seul agrégat contient {share} % de tous les points : la distance est longue, ou le minimum bas, pour autant de points. Essayez la moitié de la distance ou un minimum plus élevé.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/clusters/words.py"/>
        <source>The comparison ended after {made} of {asked} sets: even random data form clusters as strong as the strongest one here. Use a shorter distance or a higher minimum before drawing conclusions.</source>
        <translation>La comparaison s'est arrêtée après {made} jeux sur {asked} : même des données aléatoires forment des agrégats aussi marqués que le plus marqué d'ici. Prenez une distance plus courte ou un minimum plus élevé avant de tirer des conclusions.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/clusters/words.py"/>
        <source>No cluster was found. Try a longer distance or a lower minimum.</source>
        <translation>Aucun agrégat n'a été trouvé. Essayez une distance plus longue ou un minimum plus bas.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/clusters/words.py"/>
        <source>Not tested: nothing here says that chance alone would not make such clusters. Set the random data sets to 99 to find out.</source>
        <translation>Non testé : rien ne dit ici que le seul hasard ne ferait pas de tels agrégats. Mettez 99 jeux aléatoires pour le savoir.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/accuracy_page.py"/>
        <source>Study area: {area} km², {cells} cells with a score, {incidents} later incidents.</source>
        <translation>Zone d'étude : {area} km², {cells} cellules avec un score, {incidents} incidents ultérieurs.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/accuracy_page.py"/>
        <source>{area} km² of the study area lie in no cell of the map and are searched last.</source>
        <translation>{area} km² de la zone d'étude ne sont dans aucune cellule de la carte et sont parcourus en dernier.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/accuracy_page.py"/>
        <source>This map</source>
        <translation>Cette carte</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/accuracy_page.py"/>
        <source>Best map possible</source>
        <translation>Meilleure carte possible</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/accuracy_page.py"/>
        <source>Area searched (%)</source>
        <translation>Surface parcourue (%)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/accuracy_page.py"/>
        <source>Found</source>
        <translation>Trouvés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/accuracy_page.py"/>
        <source>Hit rate (%)</source>
        <translation>Taux de réussite (%)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/accuracy_page.py"/>
        <source>PAI</source>
        <translation>PAI</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/accuracy_page.py"/>
        <source>PEI</source>
        <translation>PEI</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/accuracy_page.py"/>
        <source>SER (per km²)</source>
        <translation>SER (par km²)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/accuracy_page.py"/>
        <source>{number} later incidents outside the study area were left out.</source>
        <translation>{number} incidents ultérieurs hors de la zone d'étude ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/accuracy_page.py"/>
        <source>{number} cells without a value were left out of the study area.</source>
        <translation>{number} cellules sans valeur ont été exclues de la zone d'étude.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/accuracy_page.py"/>
        <source>{number} later incidents in cells without a value were left out.</source>
        <translation>{number} incidents ultérieurs dans des cellules sans valeur ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/accuracy_page.py"/>
        <source>{number} later incidents in no cell of the map count as found last.</source>
        <translation>{number} incidents ultérieurs hors de toute cellule de la carte comptent comme trouvés en dernier.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/accuracy_page.py"/>
        <source>In {share} % of the area: {rate} % of the later incidents, PAI {pai}, PEI {pei}.</source>
        <translation>Dans {share} % de la surface : {rate} % des incidents ultérieurs, PAI {pai}, PEI {pei}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/accuracy_page.py"/>
        <source>Area under the curve: {own}; the best map possible {best}; chance 0.5.</source>
        <translation>Aire sous la courbe : {own} ; la meilleure carte possible : {best} ; le hasard : 0,5.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/accuracy_page.py"/>
        <source>Area searched, % of the study area</source>
        <translation>Surface parcourue, % de la zone d'étude</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/accuracy_page.py"/>
        <source>Later incidents found, %</source>
        <translation>Incidents ultérieurs trouvés, %</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/accuracy_page.py"/>
        <source>By share of the area</source>
        <translation>Selon la part de la surface</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/change.py"/>
        <source>All together: {first} incidents, then {second}; rate ratio {ratio} ({interval}), {p}.</source>
        <translation>Tous ensemble : {first} incidents, puis {second} ; rapport des taux {ratio} ({interval}), {p}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/change.py"/>
        <source>Of {tested} places with incidents, {rises} rose and {falls} fell against a ratio of {ratio}.</source>
        <translation>Sur {tested} lieux avec des incidents, {rises} sont en hausse et {falls} en baisse par rapport à un rapport de {ratio}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/change.py"/>
        <source>Rise</source>
        <translation>Hausse</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/change.py"/>
        <source>Fall</source>
        <translation>Baisse</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/change.py"/>
        <source>No evidence of change</source>
        <translation>Pas d'indice de changement</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/change.py"/>
        <source>No incidents in either period</source>
        <translation>Aucun incident dans les deux périodes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/change.py"/>
        <source>p below 0.001</source>
        <translation>p inférieur à 0,001</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/comparison/change.py"/>
        <source>95 % interval {low} to {high}</source>
        <translation>intervalle à 95 % : {low} à {high}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/density/dual.py"/>
        <source>More first points, {level} % confidence</source>
        <translation>Plus de premiers points, confiance {level} %</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/density/dual.py"/>
        <source>Fewer first points, {level} % confidence</source>
        <translation>Moins de premiers points, confiance {level} %</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/density/dual.py"/>
        <source>times the average</source>
        <translation>fois la moyenne</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/features.py"/>
        <location filename="../../processing_algorithms/results/incident_rows.py"/>
        <source>Rows written</source>
        <translation>Lignes écrites</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/features.py"/>
        <location filename="../../processing_algorithms/results/incident_rows.py"/>
        <source>The rows could not be written: {reason}</source>
        <translation>Les lignes n'ont pas pu être écrites : {reason}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/harm.py"/>
        <source>Categories are in its column '{category}', weights in its column '{weight}'.</source>
        <translation>Les catégories sont dans sa colonne « {category} », les poids dans sa colonne « {weight} ».</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/harm.py"/>
        <source>weight 0</source>
        <translation>poids 0</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/harm.py"/>
        <source>no weight</source>
        <translation>sans poids</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/harm.py"/>
        <source>{number} incidents of '{name}' are not in the file: {taken}.</source>
        <translation>{number} incidents de « {name} » ne sont pas dans le fichier : {taken}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/harm.py"/>
        <source>{categories} more categories with {number} incidents are not in the file either.</source>
        <translation>{categories} autres catégories avec {number} incidents ne sont pas non plus dans le fichier.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/harm.py"/>
        <source>{number} categories of the file do not occur.</source>
        <translation>{number} catégories du fichier n'apparaissent pas.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/harm.py"/>
        <source>{number} weights read from '{file}'.</source>
        <translation>{number} poids lus dans « {file} ».</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/harm.py"/>
        <source>'{name}' was taken for '{other}' of the file.</source>
        <translation>« {name} » a été pris pour « {other} » du fichier.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/page.py"/>
        <source>The page '{path}' could not be written: {reason}.</source>
        <translation>La page « {path} » n'a pas pu être écrite : {reason}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/centres.py"/>
        <source>Mean centre</source>
        <translation>Centre moyen</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/centres.py"/>
        <source>Median centre</source>
        <translation>Centre médian</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/centres.py"/>
        <source>Standard distance</source>
        <translation>Distance type</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/centres.py"/>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/concentration.py"/>
        <source>Among the fewest places that hold {share} %</source>
        <translation>Parmi les moins nombreux lieux qui contiennent {share} %</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/concentration.py"/>
        <source>{part} of the {places} places hold {share} % of the {what}.</source>
        <translation>{part} des {places} lieux contiennent {share} % des {what}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/concentration.py"/>
        <source>Gini coefficient {gini}, generalised {generalised}.</source>
        <translation>Coefficient de Gini {gini}, généralisé {generalised}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/concentration.py"/>
        <source>weight</source>
        <translation>poids</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/concentration.py"/>
        <source>incidents</source>
        <translation>incidents</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/concentration.py"/>
        <source>Chance alone would give a Gini coefficient of {gini} ({low} to {high}); p = {p} with {number} simulations.</source>
        <translation>Le seul hasard donnerait un coefficient de Gini de {gini} ({low} à {high}) ; p = {p} avec {number} simulations.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/concentration.py"/>
        <source>The other places</source>
        <translation>Les autres lieux</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/concentration.py"/>
        <source>Gini coefficient of the weights: {gini}.</source>
        <translation>Coefficient de Gini des poids : {gini}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/concentration_page.py"/>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_page.py"/>
        <source>Observed</source>
        <translation>Observé</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/concentration_page.py"/>
        <source>All places the same</source>
        <translation>Tous les lieux égaux</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/concentration_page.py"/>
        <source>How few places hold how much</source>
        <translation>Combien peu de lieux contiennent combien</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/concentration_page.py"/>
        <source>Lorenz curve, from the fullest place to the emptiest</source>
        <translation>Courbe de Lorenz, du lieu le plus plein au plus vide</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/concentration_page.py"/>
        <source>Places (%)</source>
        <translation>Lieux (%)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/concentration_page.py"/>
        <source>Incidents (%)</source>
        <translation>Incidents (%)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/concentration_page.py"/>
        <source>The first places</source>
        <translation>Les premiers lieux</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/concentration_page.py"/>
        <source>As even as so few incidents can be</source>
        <translation>Aussi égal que si peu d'incidents peuvent l'être</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/concentration_page.py"/>
        <source>Share of places</source>
        <translation>Part des lieux</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/concentration_page.py"/>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/concentration_page.py"/>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>Share</source>
        <translation>Part</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/places/concentration_page.py"/>
        <source>Added up</source>
        <translation>Cumul</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/raster.py"/>
        <location filename="../../processing_algorithms/results/sharing/raster.py"/>
        <source>The raster '{path}' could not be written: {reason}.</source>
        <translation>Le raster « {path} » n'a pas pu être écrit : {reason}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/raster.py"/>
        <location filename="../../processing_algorithms/results/sharing/raster.py"/>
        <source>unknown format</source>
        <translation>format inconnu</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/raster_styles.py"/>
        <source>Under {end}</source>
        <translation>Moins de {end}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/raster_styles.py"/>
        <source>{end} to {next}</source>
        <translation>{end} à {next}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/raster_styles.py"/>
        <source>{end} and over</source>
        <translation>{end} et plus</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/answer.py"/>
        <source>nothing says how many incidents a row stands for; choose the field of the count</source>
        <translation>rien ne dit combien d'incidents une ligne représente ; choisissez le champ du comptage</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/answer.py"/>
        <source>its {number} rows are records</source>
        <translation>ses {number} lignes sont des enregistrements</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/clusters.py"/>
        <source>{number} clusters of too few incidents are left out.</source>
        <translation>{number} agrégats de trop peu d'incidents sont laissés de côté.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/clusters.py"/>
        <source>the corners of the outlines are places of incidents</source>
        <translation>les sommets des contours sont des lieux d'incidents</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/clusters.py"/>
        <source>The outlines are coarsened to {width}.</source>
        <translation>Les contours sont simplifiés à {width}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/counts.py"/>
        <source>Rates are those of the counts that are shown; {number} of them rest on fewer than {least} incidents, which ONS calls unreliable.</source>
        <translation>Les taux sont ceux des comptages affichés ; {number} d'entre eux reposent sur moins de {least} incidents, ce que l'ONS dit peu fiable.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/counts.py"/>
        <source>{number} rows without a count stay without one.</source>
        <translation>{number} lignes sans comptage restent sans comptage.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/counts.py"/>
        <source>{number} sums must not be told either: the page lists those that may be.</source>
        <translation>{number} sommes ne doivent pas non plus être dites : la page liste celles qui peuvent l'être.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/counts.py"/>
        <source>{number} counts could be worked out all the same</source>
        <translation>{number} comptages pourraient être déduits malgré tout</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/densities.py"/>
        <source>{number} cells are withheld because too few incidents carry them, or others of their block.</source>
        <translation>{number} cellules sont masquées car trop peu d'incidents les portent, elles ou d'autres de leur bloc.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/densities.py"/>
        <source>{number} cells are withheld because one incident outweighs the others.</source>
        <translation>{number} cellules sont masquées car un incident pèse plus que les autres.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/looks.py"/>
        <location filename="../../processing_algorithms/safe_to_share.py"/>
        <source>Withheld</source>
        <translation>Masqué</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/looks.py"/>
        <source>A record</source>
        <translation>Un enregistrement</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/looks.py"/>
        <source>Can be worked out</source>
        <translation>Peut être déduit</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/looks.py"/>
        <source>Rounded</source>
        <translation>Arrondi</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/looks.py"/>
        <source>As it is</source>
        <translation>Tel quel</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/memory.py"/>
        <source>Held against {number} results of '{dataset}' that were shared before.</source>
        <translation>Confronté à {number} résultats de « {dataset} » partagés auparavant.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/memory.py"/>
        <source>It is remembered as shared, sealed in the encrypted cache.</source>
        <translation>Il est retenu comme partagé, scellé dans le cache chiffré.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/memory.py"/>
        <source>{number} older results were not looked at, because there are too many.</source>
        <translation>{number} résultats plus anciens n'ont pas été examinés, car ils sont trop nombreux.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/memory.py"/>
        <source>It could not be remembered as shared: {reason}</source>
        <translation>Il n'a pas pu être retenu comme partagé : {reason}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/memory.py"/>
        <source>The difference check was not done: {reason}</source>
        <translation>La vérification des différences n'a pas été faite : {reason}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/memory.py"/>
        <source>the Python package '{package}' is missing.</source>
        <translation>le paquet Python « {package} » manque.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/page.py"/>
        <source>Yes: this result may be shared</source>
        <translation>Oui : ce résultat peut être partagé</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/page.py"/>
        <source>No: this result may not be shared</source>
        <translation>Non : ce résultat ne peut pas être partagé</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/page.py"/>
        <source>In numbers</source>
        <translation>En nombres</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/page.py"/>
        <source>Number</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/page.py"/>
        <source>Sums that may be told beside it, and no others</source>
        <translation>Sommes qui peuvent être dites en plus, et aucune autre</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/page.py"/>
        <source>All together</source>
        <translation>Tous ensemble</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/page.py"/>
        <source>not to be told</source>
        <translation>à ne pas dire</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/page.py"/>
        <source>Of</source>
        <translation>De</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/page.py"/>
        <source>Sum</source>
        <translation>Somme</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/raster.py"/>
        <source>'{layer}' is no density that can be read: a raster file with one band, north up, is needed.</source>
        <translation>« {layer} » n'est pas une densité lisible : il faut un fichier raster à une bande, nord en haut.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/verdict.py"/>
        <source>Safe to share under the profile {profile}: of {number} values {untold} are withheld.</source>
        <translation>Partage sans risque sous le profil {profile} : sur {number} valeurs, {untold} sont masquées.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/verdict.py"/>
        <source>Under the profile none nothing is protected: only for people who may see the records themselves.</source>
        <translation>Sous le profil none rien n'est protégé : seulement pour des personnes qui ont le droit de voir les enregistrements eux-mêmes.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/sharing/verdict.py"/>
        <source>Not safe to share: {why}.</source>
        <translation>Partage risqué : {why}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>New hot spot</source>
        <translation>Nouveau point chaud</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>Consecutive hot spot</source>
        <translation>Point chaud consécutif</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>Intensifying hot spot</source>
        <translation>Point chaud en intensification</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>Persistent hot spot</source>
        <translation>Point chaud persistant</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>Diminishing hot spot</source>
        <translation>Point chaud en diminution</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>Sporadic hot spot</source>
        <translation>Point chaud sporadique</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>Oscillating hot spot</source>
        <translation>Point chaud oscillant</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>Historical hot spot</source>
        <translation>Point chaud historique</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>New cold spot</source>
        <translation>Nouveau point froid</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>Consecutive cold spot</source>
        <translation>Point froid consécutif</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>Intensifying cold spot</source>
        <translation>Point froid en intensification</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>Persistent cold spot</source>
        <translation>Point froid persistant</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>Diminishing cold spot</source>
        <translation>Point froid en diminution</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>Sporadic cold spot</source>
        <translation>Point froid sporadique</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>Oscillating cold spot</source>
        <translation>Point froid oscillant</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>Historical cold spot</source>
        <translation>Point froid historique</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>No pattern</source>
        <translation>Aucune tendance</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>Not tested</source>
        <translation>Non testé</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>{cells} cells of {size} in {steps} steps; the data cover {period}.</source>
        <translation>{cells} cellules de {size} en {steps} pas ; les données couvrent {period}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>Step {number}, {first} to {last}, is incomplete, and was left out. Where the data do cover it, enter their first or last day.</source>
        <translation>Le pas {number}, {first} à {last}, est incomplet, et a été écarté. Si les données le couvrent, indiquez leur premier ou leur dernier jour.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>{number} cells: {words}.</source>
        <translation>{number} cellules : {words}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>With {number} steps, only a very steady trend can be found.</source>
        <translation>Avec {number} pas, seule une tendance très régulière peut être trouvée.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>Step {number}, {first} to {last}, holds no incident at all: it was taken as a gap.</source>
        <translation>Le pas {number}, {first} à {last}, ne contient aucun incident : il a été pris pour une lacune.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>Step {number}, {first} to {last}, is incomplete, and was counted nevertheless.</source>
        <translation>Le pas {number}, {first} à {last}, est incomplet, et a été compté quand même.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>{number} points before the first or after the last day were left out.</source>
        <translation>{number} points avant le premier ou après le dernier jour ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/emerging_words.py"/>
        <source>{number} points in incomplete steps were left out.</source>
        <translation>{number} points dans des pas incomplets ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_layers.py"/>
        <source>Repeat: follows an event at the same place</source>
        <translation>Répétition : suit un événement au même lieu</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_layers.py"/>
        <source>Near repeat: follows an event close by</source>
        <translation>Quasi-répétition : suit un événement proche</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_layers.py"/>
        <source>Originator: others follow it</source>
        <translation>Initiateur : d'autres le suivent</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_layers.py"/>
        <source>Isolated</source>
        <translation>Isolé</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_layers.py"/>
        <source>To a repeat</source>
        <translation>Vers une répétition</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_layers.py"/>
        <source>To a near repeat</source>
        <translation>Vers une quasi-répétition</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_page.py"/>
        <source>Pairs in bands with p &lt;= 0.05, a ratio of 1.2 or more, and both ends finite are linked:</source>
        <translation>Les paires dans des bandes avec p &lt;= 0,05, un rapport de 1,2 ou plus et deux bornes finies sont liées :</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_page.py"/>
        <source>Distance {distance}, days {days}: {ratio} times as many pairs as by chance (p = {p}).</source>
        <translation>Distance {distance}, jours {days} : {ratio} fois autant de paires que par hasard (p = {p}).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_page.py"/>
        <source>{pairs} pairs in {chains} chains; {originators} originators, {repeats} repeats, {near} near repeats, {isolated} isolated events.</source>
        <translation>{pairs} paires en {chains} chaînes ; {originators} initiateurs, {repeats} répétitions, {near} quasi-répétitions, {isolated} événements isolés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_page.py"/>
        <source>The significant bands hold {number} pairs, too many to draw: nothing was linked. Give a distance and days to link, shorter bands, a shorter period, or one kind of crime.</source>
        <translation>Les bandes significatives contiennent {number} paires, trop pour être dessinées : rien n'a été lié. Donnez une distance et des jours pour lier, des bandes plus courtes, une période plus courte, ou un seul type d'infraction.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_page.py"/>
        <source>Expected</source>
        <translation>Attendu</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_page.py"/>
        <source>Ratio</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_page.py"/>
        <source>Ratio to median</source>
        <translation>Rapport à la médiane</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_page.py"/>
        <source>All dates are the first of a month: these seem to be months and not days, and bands of days then only tell months apart.</source>
        <translation>Toutes les dates sont le premier d'un mois : ce semblent être des mois et non des jours, et des bandes de jours ne distinguent alors que des mois.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_page.py"/>
        <source>No band holds significantly more pairs than chance: there is no sign of near repeats.</source>
        <translation>Aucune bande ne contient significativement plus de paires que le hasard : il n'y a pas de signe de quasi-répétitions.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_page.py"/>
        <source>Rows are distances, columns days apart. Each cell gives the number of pairs by the number that chance would bring; it is shaded where p &lt;= 0.05 and the ratio is 1.2 or more, darkest from a ratio of {darkest} on. [ and ] include an edge, ( and ) do not.</source>
        <translation>Les lignes sont les distances, les colonnes les jours d'écart. Chaque case donne le nombre de paires divisé par celui qu'apporterait le hasard ; elle est ombrée si p &lt;= 0,05 et le rapport est de 1,2 ou plus, au plus sombre à partir d'un rapport de {darkest}. [ et ] incluent une borne, ( et ) non.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_page.py"/>
        <source>Observed by expected pairs</source>
        <translation>Paires observées par paires attendues</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_page.py"/>
        <source>All bands</source>
        <translation>Toutes les bandes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/near_repeat_page.py"/>
        <source>{number} events.</source>
        <translation>{number} événements.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/scan_layers.py"/>
        <source>Cluster, p &lt;= 0.01</source>
        <translation>Agrégat, p &lt;= 0,01</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/scan_layers.py"/>
        <source>Cluster, p &lt;= 0.05</source>
        <translation>Agrégat, p &lt;= 0,05</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/scan_layers.py"/>
        <source>Weak sign, p &lt;= 0.1</source>
        <translation>Signe faible, p &lt;= 0,1</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/scan_layers.py"/>
        <source>Could well be chance, p &gt; 0.1</source>
        <translation>Pourrait bien être le hasard, p &gt; 0,1</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/scan_words.py"/>
        <source>{cases} incidents at {locations} places, {first} to {last}; {circles} circles round {centres} centres and {windows} windows of 1 to {longest} of {units} time units were tried, with {permutations} permutations.</source>
        <translation>{cases} incidents en {locations} lieux, {first} à {last} ; {circles} cercles autour de {centres} centres et {windows} fenêtres de 1 à {longest} des {units} unités de temps ont été essayés, avec {permutations} permutations.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/scan_words.py"/>
        <source>{clusters} clusters, {significant} of them with p &lt;= 0.05.</source>
        <translation>{clusters} agrégats, dont {significant} avec p &lt;= 0,05.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/scan_words.py"/>
        <source>With {permutations} permutations no p can be below {smallest}, and none above {largest} was to be shown: only the most likely cluster is. Make more permutations to see others.</source>
        <translation>Avec {permutations} permutations, aucun p ne peut être inférieur à {smallest}, et aucun supérieur à {largest} ne devait être montré : seul l'agrégat le plus probable l'est. Faites plus de permutations pour en voir d'autres.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/scan_words.py"/>
        <source>No cluster: nowhere did more happen than place and time alone explain.</source>
        <translation>Aucun agrégat : nulle part il ne s'est produit plus que le lieu et le temps seuls ne l'expliquent.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/scan_words.py"/>
        <source>Most likely cluster: {start} to {end}, radius {radius}, {observed} incidents where {expected} were expected (log likelihood ratio {llr}, p = {p}).</source>
        <translation>Agrégat le plus probable : {start} à {end}, rayon {radius}, {observed} incidents là où {expected} étaient attendus (logarithme du rapport de vraisemblance {llr}, p = {p}).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/scan_words.py"/>
        <source>Chance alone often holds as much: there is no sign of a cluster.</source>
        <translation>Le seul hasard en contient souvent autant : il n'y a pas de signe d'un agrégat.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/scan_words.py"/>
        <source>{number} incidents outside the study period were left out.</source>
        <translation>{number} incidents hors de la période d'étude ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/selection_words.py"/>
        <source>the hours</source>
        <translation>les heures</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/selection_words.py"/>
        <source>the dates</source>
        <translation>les dates</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/selection_words.py"/>
        <source>the months</source>
        <translation>les mois</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/selection_words.py"/>
        <source>the weekdays</source>
        <translation>les jours de la semaine</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/selection_words.py"/>
        <source>Period: {first} to {last} ({days} days).</source>
        <translation>Période : {first} à {last} ({days} jours).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/selection_words.py"/>
        <source>{number} excluded by {condition}.</source>
        <translation>{number} exclus par {condition}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/selection_words.py"/>
        <source>Earlier period: {first} to {last} ({days} days), {number} incidents.</source>
        <translation>Période antérieure : {first} à {last} ({days} jours), {number} incidents.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/selection_words.py"/>
        <source>{number} of the others excluded by {condition}.</source>
        <translation>{number} des autres exclus par {condition}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/selection_words.py"/>
        <source>{number} incidents without a date were left out.</source>
        <translation>{number} incidents sans date ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/selection_words.py"/>
        <source>{number} incidents end before they start: the start was taken as exact.</source>
        <translation>{number} incidents finissent avant de commencer : le début a été pris comme exact.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/selection_words.py"/>
        <source>{number} of {all} incidents selected.</source>
        <translation>{number} incidents sur {all} sélectionnés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/week_page.py"/>
        <source>Highest hour: {hour}, {number} incidents.</source>
        <translation>Heure la plus chargée : {hour}, {number} incidents.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/week_page.py"/>
        <source>{number} incidents without a start were left out.</source>
        <translation>{number} incidents sans début ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/week_page.py"/>
        <source>No field of ends was given: every incident counts in the hour of its start.</source>
        <translation>Aucun champ de fin n'a été donné : chaque incident compte dans l'heure de son début.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/week_page.py"/>
        <source>All hours</source>
        <translation>Toutes les heures</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/week_page.py"/>
        <source>Incidents by shift and the weekday on which it begins</source>
        <translation>Incidents par tranche et jour de la semaine où elle commence</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/week_page.py"/>
        <source>{number} incidents without an end count in the hour of their start.</source>
        <translation>{number} incidents sans fin comptent dans l'heure de leur début.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/week_page.py"/>
        <source>{number} incidents that end before they start count in the hour of their start.</source>
        <translation>{number} incidents dont la fin précède le début comptent dans l'heure de leur début.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/week_page.py"/>
        <source>{number} incidents with a span of a week or more count a 168th in every hour.</source>
        <translation>{number} incidents d'une durée d'une semaine ou plus comptent pour un 168e dans chaque heure.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/week_page.py"/>
        <source>The darker, the more, from none on; 08 is from 08:00 to 09:00.</source>
        <translation>Plus c'est sombre, plus il y en a, à partir de zéro ; 08 va de 08:00 à 09:00.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/week_page.py"/>
        <source>Hour</source>
        <translation>Heure</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/week_page.py"/>
        <source>Shift</source>
        <translation>Tranche</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/week_page.py"/>
        <source>All</source>
        <translation>Tous</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/space_time/week_page.py"/>
        <source>Times were taken as UTC and put on the wall clock of {zone}.</source>
        <translation>Les heures ont été prises comme UTC et ramenées à l'heure locale de {zone}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/styles.py"/>
        <source>Hot spot, 99 % confidence</source>
        <translation>Point chaud, confiance 99 %</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/styles.py"/>
        <source>Hot spot, 95 % confidence</source>
        <translation>Point chaud, confiance 95 %</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/styles.py"/>
        <source>Hot spot, 90 % confidence</source>
        <translation>Point chaud, confiance 90 %</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/styles.py"/>
        <source>Cold spot, 90 % confidence</source>
        <translation>Point froid, confiance 90 %</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/styles.py"/>
        <source>Cold spot, 95 % confidence</source>
        <translation>Point froid, confiance 95 %</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/styles.py"/>
        <source>Cold spot, 99 % confidence</source>
        <translation>Point froid, confiance 99 %</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/styles.py"/>
        <source>Up to {highest}</source>
        <translation>Jusqu'à {highest}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped.py"/>
        <source>More is unmapped than elsewhere</source>
        <translation>Plus de non cartographié qu'ailleurs</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped.py"/>
        <source>Less is unmapped than elsewhere</source>
        <translation>Moins de non cartographié qu'ailleurs</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped.py"/>
        <source>Not shown to differ</source>
        <translation>Différence non montrée</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped.py"/>
        <source>Too few records</source>
        <translation>Trop peu d'enregistrements</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>{unmapped} of {count} records cannot be mapped: {share} (95 % interval {low} to {high}).</source>
        <translation>{unmapped} des {count} enregistrements ne peuvent être cartographiés : {share} (intervalle à 95 % : {low} à {high}).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>Of {tested} months with enough records none is shown to differ from the rest.</source>
        <translation>Sur {tested} mois avec assez d'enregistrements, il n'est montré pour aucun qu'il diffère du reste.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>Caution: only {known} of {unmapped} records that cannot be mapped say their area, so areas cannot be compared: what is missing may be missing from any of them.</source>
        <translation>Attention : seuls {known} des {unmapped} enregistrements non cartographiables disent leur zone ; les zones ne peuvent donc être comparées : ce qui manque peut manquer à n'importe laquelle.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>Of {tested} months with enough records {more} have a larger share that cannot be mapped than the rest, and {less} a smaller one.</source>
        <translation>Sur {tested} mois avec assez d'enregistrements, {more} ont une plus grande part non cartographiable que le reste, et {less} une plus petite.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>Unmapped</source>
        <translation>Non cartographiés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>Of {tested} areas with enough records {more} have a larger share that cannot be mapped than the rest, and {less} a smaller one: do not compare these areas on a map of hot spots without saying so.</source>
        <translation>Sur {tested} zones avec assez d'enregistrements, {more} ont une plus grande part non cartographiable que le reste, et {less} une plus petite : ne comparez pas ces zones sur une carte de points chauds sans le dire.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>Of {tested} areas with enough records none is shown to differ from the rest.</source>
        <translation>Sur {tested} zones avec assez d'enregistrements, il n'est montré pour aucune qu'elle diffère du reste.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>By precision</source>
        <translation>Par précision</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>By area: the most unmapped first</source>
        <translation>Par zone : la plus grande part non cartographiée d'abord</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>By month</source>
        <translation>Par mois</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>Part of all records</source>
        <translation>Part de tous les enregistrements</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>On a map</source>
        <translation>Sur une carte</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>{number} records whose area is not known count in no area.</source>
        <translation>{number} enregistrements dont la zone n'est pas connue ne comptent dans aucune zone.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>{number} records without a date count in no month.</source>
        <translation>{number} enregistrements sans date ne comptent dans aucun mois.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/mapped_page.py"/>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/stability.py"/>
        <source>Hot in 90 % of the settings or more</source>
        <translation>Chaud dans 90 % des réglages ou plus</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/stability.py"/>
        <source>Hot in more than half</source>
        <translation>Chaud dans plus de la moitié</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/stability.py"/>
        <source>Hot in some</source>
        <translation>Chaud dans certains</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/stability_page.py"/>
        <source>{stable} % of the area that is hot in any setting is hot in nine settings of ten or more.</source>
        <translation>{stable} % de la surface chaude dans au moins un réglage l'est dans neuf réglages sur dix ou plus.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/stability_page.py"/>
        <source>Half of the settings overlap by {median} % or more with the places that are hot in most settings; the setting that disagrees most ({worst}) by {lowest} %.</source>
        <translation>La moitié des réglages ont un recouvrement de {median} % ou plus avec les lieux chauds dans la plupart des réglages ; celui qui s'en écarte le plus ({worst}), de {lowest} %.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/stability_page.py"/>
        <source>{settings} settings ({choices}), compared on {places} cells of {size}.</source>
        <translation>{settings} réglages ({choices}), comparés sur {places} cellules de {size}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/stability_page.py"/>
        <source>The overlap is the area that is hot both in this setting and in most settings, as a share of the area that is hot in either. A place that is hot with one cell size or origin only says more of the grid than of the place.</source>
        <translation>Le recouvrement est la surface chaude à la fois dans ce réglage et dans la plupart des réglages, en part de la surface chaude dans l'un ou l'autre. Un lieu chaud avec une seule taille de cellule ou une seule origine en dit plus sur la grille que sur le lieu.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/stability_page.py"/>
        <source>cells of {size}, moved {across} east and {up} north, {reach}</source>
        <translation>cellules de {size}, décalées de {across} vers l'est et {up} vers le nord, {reach}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/stability_page.py"/>
        <source>cell sizes</source>
        <translation>tailles de cellule</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/stability_page.py"/>
        <source>distances or bandwidths</source>
        <translation>distances ou largeurs de bande</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/stability_page.py"/>
        <source>Setting</source>
        <translation>Réglage</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/stability_page.py"/>
        <source>Overlap</source>
        <translation>Recouvrement</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/stability_page.py"/>
        <source>No place is hot in any setting.</source>
        <translation>Aucun lieu n'est chaud dans aucun réglage.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/stability_page.py"/>
        <source>The settings that disagree most</source>
        <translation>Les réglages qui s'écartent le plus</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/stability_page.py"/>
        <source>neighbours that touch</source>
        <translation>voisines qui se touchent</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/stability_page.py"/>
        <source>Hot area ({unit}²)</source>
        <translation>Surface chaude ({unit}²)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/stability_page.py"/>
        <source>bandwidth {reach}</source>
        <translation>largeur de bande {reach}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/stability_page.py"/>
        <source>{number} points outside the study area do not count.</source>
        <translation>{number} points hors de la zone d'étude ne comptent pas.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/stability_page.py"/>
        <source>neighbours up to {reach}</source>
        <translation>voisines jusqu'à {reach}</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/surviving.py"/>
        <source>Hot in 95 % of the maps or more</source>
        <translation>Chaud dans 95 % des cartes ou plus</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/surviving.py"/>
        <source>Hot in 80 % or more</source>
        <translation>Chaud dans 80 % ou plus</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/surviving.py"/>
        <source>Hot in half or more</source>
        <translation>Chaud dans la moitié ou plus</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/surviving.py"/>
        <source>Neither</source>
        <translation>Ni l'un ni l'autre</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/surviving.py"/>
        <source>Cold in half or more</source>
        <translation>Froid dans la moitié ou plus</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/surviving.py"/>
        <source>Cold in 80 % or more</source>
        <translation>Froid dans 80 % ou plus</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/results/uncertainty/surviving.py"/>
        <source>Cold in 95 % of the maps or more</source>
        <translation>Froid dans 95 % des cartes ou plus</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/safe_to_share.py"/>
        <source>Safe to share</source>
        <translation>Partage sans risque</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/safe_to_share.py"/>
        <source>disclosure control,suppression,rounding,small numbers,privacy,anonymisation,publish,share,export,differencing,multi-agency,safestats</source>
        <translation>secret statistique,suppression,arrondi,petits effectifs,confidentialité,anonymisation,publier,partager,exporter,différence,pluri-organismes,rgpd,disclosure control,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/safe_to_share.py"/>
        <source>May this result leave the building? Applies the disclosure profile to counts, rates, clusters and densities; withholds further counts where sums would give the small ones away; and compares with what was shared before, because two safe results can have a difference that is not. The layer that comes out has only what may be told, a flag and a sentence; the page says what was done and which sums may be told beside it.</source>
        <translation>Ce résultat peut-il sortir de la maison ? Applique le profil de secret statistique aux comptages, taux, agrégats et densités ; masque d'autres comptages là où des sommes trahiraient les petits ; et compare avec ce qui a été partagé auparavant, car deux résultats sans risque peuvent avoir une différence qui en présente un. La couche produite ne contient que ce qui peut être dit, un indicateur et une phrase ; la page dit ce qui a été fait et quelles sommes peuvent être dites en plus.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/safe_to_share.py"/>
        <source>It knows numbers, and not what people know: a count of 12 is no secret kept if all twelve are one family. It knows only what was shared from this computer by you. Fields that you keep are not looked at. What the data's owner and the handling marking demand comes first. Points are records, and never safe.</source>
        <translation>Il connaît des nombres, et non ce que savent les gens : un comptage de 12 n'est pas un secret gardé si les douze sont d'une même famille. Il ne connaît que ce que vous avez partagé depuis cet ordinateur. Les champs que vous gardez ne sont pas examinés. Ce que demandent le propriétaire des données et le marquage de protection passe avant. Des points sont des enregistrements, et jamais sans risque.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/safe_to_share.py"/>
        <source>Hundepool et al. (2012), Statistical Disclosure Control; Cox (1995), JASA 90, for secondary suppression; NHS England's disclosure control for Hospital Episode Statistics; ONS (2006), confidentiality guidance.</source>
        <translation>Hundepool et al. (2012), Statistical Disclosure Control ; Cox (1995), JASA 90, pour la suppression secondaire ; les règles de NHS England pour les Hospital Episode Statistics ; ONS (2006), recommandations de confidentialité.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/safe_to_share.py"/>
        <source>Result that may be shared</source>
        <translation>Résultat qui peut être partagé</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/safe_to_share.py"/>
        <source>Density that may be shared</source>
        <translation>Densité qui peut être partagée</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/safe_to_share.py"/>
        <source>What was changed</source>
        <translation>Ce qui a été changé</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/safe_to_share.py"/>
        <source>This table says why each value was changed, so it stays where it is.</source>
        <translation>Cette table dit pourquoi chaque valeur a été changée, elle reste donc où elle est.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/safe_to_share.py"/>
        <source>Rows or cells</source>
        <translation>Lignes ou cellules</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/safe_to_share.py"/>
        <source>Shown</source>
        <translation>Affichées</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/safe_to_share.py"/>
        <source>Of them rounded</source>
        <translation>Dont arrondies</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/safe_to_share.py"/>
        <source>Of them because of earlier results</source>
        <translation>Dont à cause de résultats antérieurs</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/safe_to_share.py"/>
        <source>Not safe</source>
        <translation>Pas sans risque</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/safe_to_share.py"/>
        <source>Safe to share: yes or no</source>
        <translation>Partage sans risque : oui ou non</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/safe_to_share.py"/>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/safe_to_share.py"/>
        <source>A density needs the field of its values. Choose it, or say that these are counts.</source>
        <translation>Une densité demande le champ de ses valeurs. Choisissez-le, ou dites que ce sont des comptages.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/select_by_date_time.py"/>
        <source>Select by date and time</source>
        <translation>Sélectionner par date et heure</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/select_by_date_time.py"/>
        <source>crime,incidents,filter,date,time,shift,night,weekday,month,period,recent,compare,safestats</source>
        <translation>délinquance,incidents,filtrer,date,heure,tranche,nuit,jour de la semaine,mois,période,récent,comparer,filter,shift,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/select_by_date_time.py"/>
        <source>Copies the incidents of a period, of the last days, of weekdays, months and hours of the day, with all their attributes. Days and hours count together: Fridays from 22 to 06 are the nights that begin on a Friday. Where only a span is known (a burglary between leaving and coming home), an incident is chosen if it could have happened then, if it certainly did, or by the share of its span, which becomes the field time_share. A second layer can hold the same selection for an earlier period.</source>
        <translation>Copie les incidents d'une période, des derniers jours, de jours de la semaine, de mois et d'heures de la journée, avec tous leurs attributs. Les jours et les heures comptent ensemble : les vendredis de 22 à 06 sont les nuits qui commencent un vendredi. Là où seul un intervalle est connu (un cambriolage entre le départ et le retour), un incident est choisi s'il a pu se produire alors, s'il s'est certainement produit alors, ou selon la part de son intervalle, qui devient le champ time_share. Une seconde couche peut contenir la même sélection pour une période antérieure.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/select_by_date_time.py"/>
        <source>Where times are placeholders: many systems write 00:00 or 12:00 for an unknown time, and those hours then look dangerous. To see at which hours incidents with long spans happen, use 'Aoristic analysis'.</source>
        <translation>Là où les heures sont des valeurs de remplissage : beaucoup de systèmes écrivent 00:00 ou 12:00 pour une heure inconnue, et ces heures paraissent alors dangereuses. Pour voir à quelles heures se produisent les incidents à longs intervalles, utilisez « Analyse aoristique ».</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/select_by_date_time.py"/>
        <source>The share of a span is the aoristic weight of Ratcliffe &amp; McCullagh (1998), International Journal of Geographical Information Science 12.</source>
        <translation>La part d'un intervalle est le poids aoristique de Ratcliffe &amp; McCullagh (1998), International Journal of Geographical Information Science 12.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/select_by_date_time.py"/>
        <source>Selected incidents</source>
        <translation>Incidents sélectionnés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/select_by_date_time.py"/>
        <source>Incidents of the earlier period</source>
        <translation>Incidents de la période antérieure</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/select_by_date_time.py"/>
        <source>Incidents selected</source>
        <translation>Incidents retenus</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/select_by_date_time.py"/>
        <source>Incidents excluded</source>
        <translation>Incidents exclus</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/select_by_date_time.py"/>
        <source>Incidents without a date</source>
        <translation>Incidents sans date</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/select_by_date_time.py"/>
        <source>Earlier period</source>
        <translation>Période antérieure</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/select_by_date_time.py"/>
        <source>An earlier period needs a period: give a first day, or a number of recent days.</source>
        <translation>Une période antérieure demande une période : donnez un premier jour, ou un nombre de jours récents.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/agency_records.py"/>
        <source>{number} records whose place is known as an area, or not at all, were left out.</source>
        <translation>{number} enregistrements dont le lieu n'est connu que comme zone, ou pas du tout, ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/agency_records.py"/>
        <source>{number} records without an end were taken as moments, at their start.</source>
        <translation>{number} enregistrements sans fin ont été pris comme des instants, à leur début.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/agency_records.py"/>
        <source>{number} records that end before they start were taken as moments, at their start.</source>
        <translation>{number} enregistrements dont la fin précède le début ont été pris comme des instants, à leur début.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/areas.py"/>
        <source>There are no areas to work with in '{layer}': of {features} features {without_geometry} have no polygon. Check the layer, its filter, the selection.</source>
        <translation>Il n'y a pas de zones à traiter dans « {layer} » : sur {features} entités, {without_geometry} n'ont pas de polygone. Vérifiez la couche, son filtre, la sélection.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/columns.py"/>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/columns.py"/>
        <source>'{name}' is not a numeric field of '{layer}'. Its numeric fields: {known}.</source>
        <translation>« {name} » n'est pas un champ numérique de « {layer} ». Ses champs numériques : {known}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/columns.py"/>
        <source>'{name}' is not a field of '{layer}'. Its fields: {known}.</source>
        <translation>« {name} » n'est pas un champ de « {layer} ». Ses champs : {known}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/columns.py"/>
        <source>'{name}' is not a date field of '{layer}'. Its date fields: {known}.</source>
        <translation>« {name} » n'est pas un champ de date de « {layer} ». Ses champs de date : {known}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/columns.py"/>
        <source>Features read</source>
        <translation>Entités lues</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/crs.py"/>
        <source>The layer '{name}' has no coordinate reference system. Set it in the layer's properties, or write the layer anew with 'Assign projection'.</source>
        <translation>La couche « {name} » n'a pas de système de coordonnées de référence. Définissez-le dans les propriétés de la couche, ou réécrivez-la avec « Assigner une projection ».</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/crs.py"/>
        <source>The layer '{name}' is in {crs} ({description}), which measures in degrees, not in metres. Run 'Reproject layer' on it first, for example to EPSG:27700 (British National Grid), or tick 'Reproject points that are in degrees'.</source>
        <translation>La couche « {name} » est en {crs} ({description}), qui mesure en degrés et non en mètres. Exécutez d'abord « Reprojeter une couche », par exemple vers EPSG:27700 (British National Grid), ou cochez « Reprojeter les points qui sont en degrés ».</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/crs.py"/>
        <source>There are no points in '{layer}'. Choose a layer, filter or selection.</source>
        <translation>Il n'y a pas de points dans « {layer} ». Choisissez une couche, un filtre ou une sélection.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/lines.py"/>
        <source>There are no lines to work with in '{layer}', which has {features} features. Check the layer, its filter, the selection.</source>
        <translation>Il n'y a pas de lignes à traiter dans « {layer} », qui a {features} entités. Vérifiez la couche, son filtre, la sélection.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/mapped_records.py"/>
        <source>Only points lie in a polygon. Choose a field of the area, or a layer of points.</source>
        <translation>Seuls des points sont dans un polygone. Choisissez un champ de la zone, ou une couche de points.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/mapped_records.py"/>
        <source>There are no records in '{layer}'. Check the layer, its filter, the selection.</source>
        <translation>Il n'y a pas d'enregistrements dans « {layer} ». Vérifiez la couche, son filtre, la sélection.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/places.py"/>
        <source>{number} points lie farther than {distance} from every street and were left out.</source>
        <translation>{number} points sont à plus de {distance} de toute rue et ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/places.py"/>
        <source>Only the {number} places with an incident are known; the shares are of these.</source>
        <translation>Seuls les {number} lieux avec un incident sont connus ; les parts s'y rapportent.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/places.py"/>
        <source>{number} features without a line were left out of the streets.</source>
        <translation>{number} entités sans ligne ont été écartées des rues.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/places.py"/>
        <source>The points lie in {found} places, more than the {total} places that there are to be in all. Enter the number of all places, or 0.</source>
        <translation>Les points sont dans {found} lieux, plus que les {total} lieux qu'il doit y avoir en tout. Indiquez le nombre de tous les lieux, ou 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/point_file.py"/>
        <source>'{path}' can no longer be opened. Check that the file is still there.</source>
        <translation>« {path} » ne peut plus être ouvert. Vérifiez que le fichier est toujours là.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/point_wkb.py"/>
        <source>A geometry is of the type {kind}, which is no point. Choose a layer of points.</source>
        <translation>Une géométrie est du type {kind}, qui n'est pas un point. Choisissez une couche de points.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/raster.py"/>
        <source>The raster has no pixels of its own, as a map from a server. Save it as a file first.</source>
        <translation>Le raster n'a pas de pixels propres, comme une carte d'un serveur. Enregistrez-le d'abord dans un fichier.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/raster.py"/>
        <source>The raster is a picture of colours. Choose one that holds numbers, for example a density.</source>
        <translation>Le raster est une image de couleurs. Choisissez-en un qui contient des nombres, par exemple une densité.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/raster.py"/>
        <source>The raster has no band {band}. Choose one of its {bands}.</source>
        <translation>Le raster n'a pas de bande {band}. Choisissez l'une de ses {bands}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/study_area.py"/>
        <source>'{layer}' holds no polygon. Choose another layer, or leave the area out.</source>
        <translation>« {layer} » ne contient aucun polygone. Choisissez une autre couche, ou laissez la zone vide.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/sources/times.py"/>
        <source>'{text}' in the field '{field}' is no date as 2024-01-31 or 2024-01-31 22:15. Make a date field of it with the field calculator, for example to_datetime("field", 'dd/MM/yyyy HH:mm').</source>
        <translation>« {text} » dans le champ « {field} » n'est pas une date comme 2024-01-31 ou 2024-01-31 22:15. Faites-en un champ de date avec la calculatrice de champ, par exemple to_datetime("field", 'dd/MM/yyyy HH:mm').</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/space_time_scan.py"/>
        <source>Space-time scan</source>
        <translation>Balayage spatio-temporel</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/space_time_scan.py"/>
        <source>crime,scan statistic,satscan,cluster,outbreak,space-time,permutation,prospective,safestats</source>
        <translation>délinquance,statistique de balayage,agrégat,flambée,espace-temps,permutation,prospectif,scan statistic,satscan,cluster,outbreak,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/space_time_scan.py"/>
        <source>Where and when did more happen than the place and the days alone explain? Circles of every size round every place are tried with every run of days, and the number of incidents in each is held against what its place and its days lead one to expect. Places that are always busy and days that are busy everywhere are no clusters. The dates are then dealt anew to the incidents, again and again: p says how often chance alone holds a cluster as remarkable anywhere in the map. Further clusters follow that share no place with it.</source>
        <translation>Où et quand s'en est-il produit plus que le lieu et les jours seuls ne l'expliquent ? Des cercles de toute taille autour de chaque lieu sont essayés avec chaque suite de jours, et le nombre d'incidents dans chacun est confronté à ce que son lieu et ses jours laissent attendre. Les lieux toujours chargés et les jours chargés partout ne sont pas des agrégats. Les dates sont ensuite redistribuées aux incidents, encore et encore : p dit combien de fois le seul hasard contient quelque part sur la carte un agrégat aussi remarquable. D'autres agrégats suivent, qui ne partagent aucun lieu avec lui.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/space_time_scan.py"/>
        <source>For places that are busy all the time: use Getis-Ord Gi* or a density. Over years in which some districts grew and others shrank, the growth itself shows as a cluster: take shorter periods. Circles fit long or winding shapes badly. Where only the month is known, choose calendar months as the time unit.</source>
        <translation>Pour les lieux chargés tout le temps : utilisez Gi* de Getis-Ord ou une densité. Sur des années où certains quartiers ont crû et d'autres décru, la croissance elle-même apparaît comme un agrégat : prenez des périodes plus courtes. Les cercles épousent mal les formes longues ou sinueuses. Là où seul le mois est connu, choisissez les mois civils comme unité de temps.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/space_time_scan.py"/>
        <source>Kulldorff, Heffernan, Hartman, Assuncao &amp; Mostashari (2005), PLoS Medicine 2(3), e59; Kulldorff, SaTScan User Guide.</source>
        <translation>Kulldorff, Heffernan, Hartman, Assuncao &amp; Mostashari (2005), PLoS Medicine 2(3), e59 ; Kulldorff, SaTScan User Guide.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/space_time_scan.py"/>
        <source>How often the dates are dealt anew. With 999 no p can be below 0.001. Default: 999.</source>
        <translation>Combien de fois les dates sont redistribuées. Avec 999, aucun p ne peut être inférieur à 0,001. Par défaut : 999.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/space_time_scan.py"/>
        <source>Largest p to show</source>
        <translation>Plus grand p à montrer</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/space_time_scan.py"/>
        <source>Clusters with a larger p are left out, but for the most likely one. Default: 1.</source>
        <translation>Les agrégats de p plus grand sont laissés de côté, sauf le plus probable. Par défaut : 1.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/space_time_scan.py"/>
        <source>Incidents in clusters</source>
        <translation>Incidents dans des agrégats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/space_time_scan.py"/>
        <source>Clusters with p &lt;= 0.05</source>
        <translation>Agrégats avec p &lt;= 0,05</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/space_time_scan.py"/>
        <source>Log likelihood ratio of the most likely cluster</source>
        <translation>Logarithme du rapport de vraisemblance de l'agrégat le plus probable</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/space_time_scan.py"/>
        <source>p of the most likely cluster</source>
        <translation>p de l'agrégat le plus probable</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Centre, standard distance and ellipse</source>
        <translation>Centre, distance type et ellipse</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>crime,mean centre,median centre,standard distance,deviational ellipse,directional distribution,centrography,safestats</source>
        <translation>délinquance,centre moyen,centre médian,distance type,ellipse de déviation,distribution directionnelle,centrographie,standard distance,deviational ellipse,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Finds the middle of the points in two ways: the mean centre, the average of their coordinates, and the median centre, the place from which all distances add up to the least and which a few far points hardly move. Round the mean centre it draws a circle of the standard distance, and an ellipse that is long in the direction in which the points spread most. With a group field it does so for each group, for example each offence, shift or series.</source>
        <translation>Trouve le milieu des points de deux façons : le centre moyen, moyenne de leurs coordonnées, et le centre médian, le lieu d'où la somme des distances est la plus petite et que quelques points lointains déplacent à peine. Autour du centre moyen, il trace un cercle de la distance type, et une ellipse allongée dans la direction où les points s'étalent le plus. Avec un champ de groupe, il le fait pour chaque groupe, par exemple chaque infraction, tranche horaire ou série.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Points in several separate clusters have a middle where nothing happens: look at a density first. Circle and ellipse describe a spread; they do not say where the next incident will be, and no test stands behind them.</source>
        <translation>Des points en plusieurs agrégats séparés ont un milieu où rien ne se produit : regardez d'abord une densité. Le cercle et l'ellipse décrivent un étalement ; ils ne disent pas où sera le prochain incident, et aucun test ne les soutient.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Standard distance: Bachi (1963). Ellipse: Yuill (1971), Geografiska Annaler B 53; Levine, CrimeStat IV, chapter 4. Median centre: Weiszfeld (1937); Vardi &amp; Zhang (2000), PNAS 97.</source>
        <translation>Distance type : Bachi (1963). Ellipse : Yuill (1971), Geografiska Annaler B 53 ; Levine, CrimeStat IV, chapitre 4. Centre médian : Weiszfeld (1937) ; Vardi &amp; Zhang (2000), PNAS 97.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>CrimeStat: holds some 63 % of points</source>
        <translation>CrimeStat : contient quelque 63 % des points</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>ArcGIS: the same without the correction for few points</source>
        <translation>ArcGIS : la même sans la correction pour peu de points</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Yuill: one standard deviation along each axis, some 39 %</source>
        <translation>Yuill : un écart type le long de chaque axe, quelque 39 %</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Group field</source>
        <translation>Champ de groupe</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Points with the same value are measured together. Points without a value are left out and counted. Default: all points are one group.</source>
        <translation>Les points de même valeur sont mesurés ensemble. Les points sans valeur sont écartés et comptés. Par défaut : tous les points forment un groupe.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>How long its axes are, by whose formula. Default: CrimeStat.</source>
        <translation>La longueur de ses axes, selon la formule de qui. Par défaut : CrimeStat.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Standard distance and ellipse</source>
        <translation>Distance type et ellipse</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Centres</source>
        <translation>Centres</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Points measured</source>
        <translation>Points mesurés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Mean centre of all points, x</source>
        <translation>Centre moyen de tous les points, x</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Mean centre of all points, y</source>
        <translation>Centre moyen de tous les points, y</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Median centre of all points, x</source>
        <translation>Centre médian de tous les points, x</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Median centre of all points, y</source>
        <translation>Centre médian de tous les points, y</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Standard distance of all points</source>
        <translation>Distance type de tous les points</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Longer half axis of the ellipse of all points</source>
        <translation>Demi-grand axe de l'ellipse de tous les points</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Shorter half axis of the ellipse of all points</source>
        <translation>Demi-petit axe de l'ellipse de tous les points</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Direction of the longer axis, degrees clockwise from north</source>
        <translation>Direction du grand axe, degrés dans le sens horaire depuis le nord</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>In one place, so without a circle: {names}.</source>
        <translation>En un seul lieu, donc sans cercle : {names}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Fewer than three points or all on a line, so without an ellipse: {names}.</source>
        <translation>Moins de trois points ou tous sur une ligne, donc sans ellipse : {names}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>{number} points have a standard distance of {length}.</source>
        <translation>{number} points ont une distance type de {length}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>Ellipse: {formula}.</source>
        <translation>Ellipse : {formula}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>All {points} points lie in one place, so they have no spread. Choose more points, or check whether the layer holds only the middle of an area.</source>
        <translation>Les {points} points sont tous en un seul lieu, ils n'ont donc pas d'étalement. Choisissez plus de points, ou vérifiez si la couche ne contient que le milieu d'une zone.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>{number} groups.</source>
        <translation>{number} groupes.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/standard_distance.py"/>
        <source>all points</source>
        <translation>tous les points</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>Top ten as a page</source>
        <translation>Les dix premiers en une page</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>top ten,ranking,report,briefing,page,html,table,safestats</source>
        <translation>dix premiers,classement,rapport,note,page,html,tableau,top ten,ranking,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>Ranks the rows of any layer or table by a number, for example areas by their count or cells by gi_z, and keeps the first ten (or as many as you like): as a layer with the field rank, and as a page with a heading, your words and a table, to print or to send. Rows with the same number share a rank.</source>
        <translation>Classe les lignes de toute couche ou table selon un nombre, par exemple des zones selon leur comptage ou des cellules selon gi_z, et garde les dix premières (ou autant que vous voulez) : en une couche avec le champ rank, et en une page avec un titre, vos mots et un tableau, à imprimer ou à envoyer. Les lignes de même nombre partagent un rang.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>A ranking always has a first, even where the differences are chance: look at the intervals and p values of the method that made the numbers before you name and shame a place.</source>
        <translation>Un classement a toujours un premier, même là où les écarts sont du hasard : regardez les intervalles et les valeurs p de la méthode qui a produit les nombres avant de montrer un lieu du doigt.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>None: this only sorts.</source>
        <translation>Aucune : ceci ne fait que trier.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>Highest first</source>
        <translation>Le plus élevé d'abord</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>Lowest first</source>
        <translation>Le plus bas d'abord</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>Any layer or table. Filters and 'Selected features only' are honoured.</source>
        <translation>Toute couche ou table. Les filtres et « Entité(s) sélectionnée(s) uniquement » sont respectés.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>Rank by</source>
        <translation>Classer selon</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>The number that decides. Rows in which it is null are left out and counted.</source>
        <translation>Le nombre qui décide. Les lignes où il est NULL sont écartées et comptées.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>Order</source>
        <translation>Ordre</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>Default: highest first.</source>
        <translation>Par défaut : le plus élevé d'abord.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>Number of rows</source>
        <translation>Nombre de lignes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>How many to keep. Default: 10.</source>
        <translation>Combien en garder. Par défaut : 10.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>Top rows</source>
        <translation>Premières lignes</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>In this order, after the rank. Default: all fields.</source>
        <translation>Dans cet ordre, après le rang. Par défaut : tous les champs.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>Of the page. Default: the name of the layer.</source>
        <translation>De la page. Par défaut : le nom de la couche.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>What the page says above the table, a paragraph a line; a line that begins with # is a heading. Default: nothing.</source>
        <translation>Ce que la page dit au-dessus du tableau, un paragraphe par ligne ; une ligne qui commence par # est un titre. Par défaut : rien.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>Its handling marking and attribution go onto the result as well. Default: none.</source>
        <translation>Son marquage de protection et sa mention de la source vont aussi sur le résultat. Par défaut : aucune.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>{number} rows without a value in '{field}' were left out.</source>
        <translation>{number} lignes sans valeur dans « {field} » ont été écartées.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>Layer</source>
        <translation>Couche</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>Rows kept</source>
        <translation>Lignes gardées</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>Rows without a number</source>
        <translation>Lignes sans nombre</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>Columns of the page</source>
        <translation>Colonnes de la page</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>Layer that the text speaks of</source>
        <translation>Couche dont parle le texte</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>{kept} of {all} rows.</source>
        <translation>{kept} lignes sur {all}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/top_rows.py"/>
        <source>No row of '{layer}' has a value in '{by}'. Choose another field or layer.</source>
        <translation>Aucune ligne de « {layer} » n'a de valeur dans « {by} ». Choisissez un autre champ ou une autre couche.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>Hot spots that survive vague places</source>
        <translation>Points chauds qui résistent à l'imprécision des lieux</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>crime,hotspot,uncertainty,precision,snapped,anonymised,geomasking,monte carlo,gi star,lsoa,police.uk,multi-agency,safestats</source>
        <translation>délinquance,point chaud,incertitude,précision,anonymisé,masquage géographique,monte-carlo,pluri-organismes,hotspot,uncertainty,snapped,geomasking,gi star,lsoa,police.uk,safestats</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>Does this hot spot survive the vagueness of the coordinates? Every incident is drawn again and again within what its place can mean: a disc round an anonymous point, a square cell, an area, or the addresses in them; and within its time, where only a month or an interval is known. Getis-Ord Gi* is worked out for each drawn map. hot and cold are the shares of maps in which a cell is significant; class says certain (95 % of the maps or more), likely (80 %), possible (50 %) or none; gi_z is the median score, between gi_z_low and gi_z_high in nine maps of ten; expected is the mean count; density is the median of the maps' kernel densities per square kilometre, between dens_low and dens_high in nine maps of ten; as_given is 1 where the map of the coordinates as they stand shows a hot spot.</source>
        <translation>Ce point chaud résiste-t-il à l'imprécision des coordonnées ? Chaque incident est tiré encore et encore dans ce que son lieu peut vouloir dire : un disque autour d'un point anonyme, une cellule carrée, une zone, ou les adresses qui s'y trouvent ; et dans son temps, si seul un mois ou un intervalle est connu. Gi* de Getis-Ord est calculé pour chaque carte tirée. hot et cold sont les parts des cartes où une cellule est significative ; class dit certain (95 % des cartes ou plus), likely (probable, 80 %), possible (50 %) ou none (aucun) ; gi_z est le score médian, entre gi_z_low et gi_z_high dans neuf cartes sur dix ; expected est le comptage moyen ; density est la médiane des densités par noyau des cartes, par kilomètre carré, entre dens_low et dens_high dans neuf cartes sur dix ; as_given vaut 1 là où la carte des coordonnées telles quelles montre un point chaud.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>It knows of the vagueness that you state, no other: places that are wrong rather than vague stay wrong. A radius that is too long washes true hot spots out, one that is too short believes the coordinates. Cells much smaller than the vagueness show its shape, not that of crime.</source>
        <translation>Il connaît l'imprécision que vous indiquez, et aucune autre : des lieux faux plutôt qu'imprécis restent faux. Un rayon trop long efface de vrais points chauds, un rayon trop court croit les coordonnées. Des cellules bien plus petites que l'imprécision montrent la forme de celle-ci, pas celle de la délinquance.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>Monte-Carlo propagation of error: Heuvelink (1998), Error Propagation in Environmental Modelling with GIS. Getis &amp; Ord (1992); Ord &amp; Getis (1995). False discovery rate: Benjamini &amp; Hochberg (1995).</source>
        <translation>Propagation d'erreur par Monte-Carlo : Heuvelink (1998), Error Propagation in Environmental Modelling with GIS. Getis &amp; Ord (1992) ; Ord &amp; Getis (1995). Taux de fausses découvertes : Benjamini &amp; Hochberg (1995).</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>{draws} maps of {count} incidents were drawn on {cells} cells of {size}; their density has a bandwidth of {bandwidth}.</source>
        <translation>{draws} cartes de {count} incidents ont été tirées sur {cells} cellules de {size} ; leur densité a une largeur de bande de {bandwidth}.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>{certain} cells are hot in 95 % of the drawn maps or more (certain), {likely} in 80 % or more, {possible} in half or more. Hot as they stand, but in fewer than half of the drawn maps: {lost} cells.</source>
        <translation>{certain} cellules sont chaudes dans 95 % des cartes tirées ou plus (certaines), {likely} dans 80 % ou plus, {possible} dans la moitié ou plus. Chaudes telles quelles, mais dans moins de la moitié des cartes tirées : {lost} cellules.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>Hot spots that survive</source>
        <translation>Points chauds qui résistent</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>Draws</source>
        <translation>Tirages</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>How many maps are drawn; of 200 a share of 80 % is known to within 6 points. Default: 200.</source>
        <translation>Combien de cartes sont tirées ; sur 200, une part de 80 % est connue à 6 points près. Par défaut : 200.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>The same number gives the same result. Default: 0.</source>
        <translation>Le même nombre donne le même résultat. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>Of each drawn map, after the false discovery rate. Default: 95 %.</source>
        <translation>De chaque carte tirée, après le taux de fausses découvertes. Par défaut : 95 %.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>0 takes cells that share an edge or a corner. Default: 0.</source>
        <translation>0 prend les cellules qui ont un côté ou un sommet en commun. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>Bandwidth of the density (0 = automatic)</source>
        <translation>Largeur de bande de la densité (0 = automatique)</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>How far an incident spreads in the density (quartic kernel); a cell or more.</source>
        <translation>Jusqu'où un incident s'étale dans la densité (noyau quartique) ; une cellule ou plus.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>0 takes three cells. Default: 0.</source>
        <translation>0 prend trois cellules. Par défaut : 0.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>{number} of the incidents fall into the period on average.</source>
        <translation>{number} des incidents tombent en moyenne dans la période.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>In {number} of the {draws} maps no cell differs from another, mostly because there is no incident in them: they count as maps without a hot spot, and the scores are those of the others.</source>
        <translation>Dans {number} des {draws} cartes, aucune cellule ne diffère d'une autre, le plus souvent parce qu'elles ne contiennent aucun incident : elles comptent comme des cartes sans point chaud, et les scores sont ceux des autres.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>A draw puts {number} incidents outside the study area on average; they do not count in it.</source>
        <translation>Un tirage met en moyenne {number} incidents hors de la zone d'étude ; ils n'y comptent pas.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>Incidents drawn</source>
        <translation>Incidents tirés</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>Records left out: no place, or outside the study area</source>
        <translation>Enregistrements écartés : sans lieu, ou hors de la zone d'étude</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>Incidents that a draw puts outside the study area, on average</source>
        <translation>Incidents qu'un tirage met hors de la zone d'étude, en moyenne</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>Drawn maps in which no cell differs from another, mostly empty ones</source>
        <translation>Cartes tirées où aucune cellule ne diffère d'une autre, le plus souvent vides</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>Hot cells of the coordinates as they stand</source>
        <translation>Cellules chaudes des coordonnées telles quelles</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>Certain hot cells</source>
        <translation>Cellules chaudes certaines</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>Likely hot cells, or better</source>
        <translation>Cellules chaudes probables ou mieux</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>Possible hot cells, or better</source>
        <translation>Cellules chaudes possibles ou mieux</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>Hot cells as given that are not even possible</source>
        <translation>Cellules chaudes telles quelles qui ne sont pas même possibles</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>On the map of the coordinates as they stand {number} cells are hot.</source>
        <translation>Sur la carte des coordonnées telles quelles, {number} cellules sont chaudes.</translation>
    </message>
    <message>
        <location filename="../../processing_algorithms/uncertain_hot_spots.py"/>
        <source>No cell is hot in half of the drawn maps or more: no hot spot survives.</source>
        <translation>Aucune cellule n'est chaude dans la moitié des cartes tirées ou plus : aucun point chaud ne résiste.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Violence and sexual offences</source>
        <translation>Violences et infractions sexuelles</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Robbery</source>
        <translation>Vol avec violence</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Possession of weapons</source>
        <translation>Possession d'armes</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Burglary</source>
        <translation>Cambriolage</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Bicycle theft</source>
        <translation>Vol de vélo</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Theft from the person</source>
        <translation>Vol à la tire</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Shoplifting</source>
        <translation>Vol à l'étalage</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Other theft</source>
        <translation>Autre vol</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Vehicle crime</source>
        <translation>Délinquance liée aux véhicules</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Criminal damage and arson</source>
        <translation>Dégradations et incendie volontaire</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Drugs</source>
        <translation>Stupéfiants</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Public order</source>
        <translation>Ordre public</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Anti-social behaviour</source>
        <translation>Incivilités</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Other crime</source>
        <translation>Autre infraction</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Assault injury treated</source>
        <translation>Blessure par agression soignée</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Overdose or poisoning</source>
        <translation>Surdose ou intoxication</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Mental health crisis</source>
        <translation>Crise psychique</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Other medical call</source>
        <translation>Autre appel médical</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Deliberate fire</source>
        <translation>Incendie volontaire</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Accidental fire</source>
        <translation>Incendie accidentel</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Fire, cause not stated</source>
        <translation>Incendie de cause non précisée</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>False alarm</source>
        <translation>Fausse alerte</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Rescue or special service</source>
        <translation>Sauvetage ou intervention particulière</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Road collision</source>
        <translation>Accident de la route</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Unclassified</source>
        <translation>Non classé</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>the moment is known</source>
        <translation>le moment est connu</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>known to lie between start and end</source>
        <translation>se situe entre le début et la fin</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>only the day is known</source>
        <translation>seul le jour est connu</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>only the month is known</source>
        <translation>seul le mois est connu</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>coordinates as recorded</source>
        <translation>coordonnées telles qu'enregistrées</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>moved to the nearest of a fixed set of anonymous points</source>
        <translation>ramené au plus proche d'un ensemble fixe de points anonymes</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>centre of a grid cell</source>
        <translation>centre d'une cellule de grille</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>only the area is known</source>
        <translation>seule la zone est connue</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>no location given</source>
        <translation>aucun lieu indiqué</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Borough or local authority district</source>
        <translation>Arrondissement (borough) ou district</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Electoral ward</source>
        <translation>Circonscription électorale (ward)</translation>
    </message>
    <message>
        <location filename="../../safestats_core/incidents.py"/>
        <source>Lower-layer super output area</source>
        <translation>Îlot statistique (LSOA)</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/concordance.py"/>
        <source>Bootstrap</source>
        <translation>Bootstrap</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/matching/candidates.py"/>
        <source>Candidate pairs</source>
        <translation>Paires candidates</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/matching/chance_pairs.py"/>
        <source>Pairs by chance</source>
        <translation>Paires par hasard</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/centrography.py"/>
        <source>Groups measured</source>
        <translation>Groupes mesurés</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/change.py"/>
        <source>Exact tests</source>
        <translation>Tests exacts</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/chance.py"/>
        <location filename="../../safestats_core/hotspots/clusters/clustering.py"/>
        <source>Random data clustered</source>
        <translation>Données aléatoires agrégées</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/compact_groups.py"/>
        <source>Clusters found</source>
        <translation>Agrégats trouvés</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/density_clusters.py"/>
        <source>Clusters joined</source>
        <translation>Agrégats réunis</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/density_clusters.py"/>
        <source>Points within reach</source>
        <translation>Points à portée</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/density_clusters.py"/>
        <source>Border points</source>
        <translation>Points de bordure</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/summary.py"/>
        <source>Outlines drawn</source>
        <translation>Contours tracés</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/concentration.py"/>
        <source>Incidents dealt out by chance</source>
        <translation>Incidents distribués au hasard</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/prospective.py"/>
        <source>Incidents spread over their surroundings</source>
        <translation>Incidents étalés sur leurs alentours</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/grids/areas.py"/>
        <source>Points in areas</source>
        <translation>Points dans les zones</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/grids/boundary.py"/>
        <source>Points inside the study area</source>
        <translation>Points dans la zone d'étude</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/incremental_moran.py"/>
        <source>Moran's I by distance</source>
        <translation>I de Moran selon la distance</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/nearest_neighbour.py"/>
        <source>Simulations</source>
        <translation>Simulations</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/places.py"/>
        <source>Points given to their nearest line</source>
        <translation>Points attribués à leur ligne la plus proche</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/cylinders.py"/>
        <source>Drawing circles</source>
        <translation>Tracé des cercles</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/emerging.py"/>
        <source>Hot and cold spots per step</source>
        <translation>Points chauds et froids par pas</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/mann_kendall.py"/>
        <source>Trends</source>
        <translation>Tendances</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/scan_best.py"/>
        <source>Looking for the clusters</source>
        <translation>Recherche des agrégats</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/mapped_share.py"/>
        <source>Shares without a place</source>
        <translation>Parts sans lieu</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/support.py"/>
        <source>Addresses round places</source>
        <translation>Adresses autour des lieux</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/support.py"/>
        <source>Places in areas</source>
        <translation>Lieux dans les zones</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/uncertain_hotspots.py"/>
        <source>Drawing places and testing them</source>
        <translation>Tirage des lieux et test</translation>
    </message>
    <message>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <location filename="../../resources/models/boroughprofile.model3"/>
        <location filename="../../resources/models/hotspotbriefing.model3"/>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Models</source>
        <translation>Modèles</translation>
    </message>
    <message>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <source>Counts incidents before and after the first day of an intervention in treated and in control areas, tests the change of each area (exact test, false discovery rate controlled), and states the effect: the change of the treated areas against that of the control areas, with its 95 % interval.</source>
        <translation>Compte les incidents avant et après le premier jour d'une intervention dans les zones traitées et les zones témoins, teste le changement de chaque zone (test exact, taux de fausses découvertes contrôlé), et énonce l'effet : le changement des zones traitées par rapport à celui des zones témoins, avec son intervalle à 95 %.</translation>
    </message>
    <message>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <source>Before and after an intervention</source>
        <translation>Avant et après une intervention</translation>
    </message>
    <message>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <source>The field that the page shows; both layers need it.</source>
        <translation>Le champ que montre la page ; les deux couches en ont besoin.</translation>
    </message>
    <message>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <source>Alike in all else, and not so near that crime could move there.</source>
        <translation>Semblables pour tout le reste, et pas si proches que la délinquance puisse s'y déplacer.</translation>
    </message>
    <message>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <source>Length of the time after, in days.</source>
        <translation>Durée de l'après, en jours.</translation>
    </message>
    <message>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <source>Length of the time before, in days.</source>
        <translation>Durée de l'avant, en jours.</translation>
    </message>
    <message>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <source>What happened on this day or later counts as after.</source>
        <translation>Ce qui s'est produit ce jour-là ou plus tard compte comme après.</translation>
    </message>
    <message>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <source>Of the time before and after, with a date each.</source>
        <translation>De l'avant et de l'après, avec une date chacun.</translation>
    </message>
    <message>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <source>Where the intervention was.</source>
        <translation>Où l'intervention a eu lieu.</translation>
    </message>
    <message>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <source>Change in control areas</source>
        <translation>Changement dans les zones témoins</translation>
    </message>
    <message>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <source>Control areas</source>
        <translation>Zones témoins</translation>
    </message>
    <message>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <source>Days after (0 = from the data)</source>
        <translation>Jours après (0 = d'après les données)</translation>
    </message>
    <message>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <source>Days before (0 = from the data)</source>
        <translation>Jours avant (0 = d'après les données)</translation>
    </message>
    <message>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <source>First day of the intervention</source>
        <translation>Premier jour de l'intervention</translation>
    </message>
    <message>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <source>All areas by their change</source>
        <translation>Toutes les zones selon leur changement</translation>
    </message>
    <message>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <source>Evaluation</source>
        <translation>Évaluation</translation>
    </message>
    <message>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <source>Change in treated areas</source>
        <translation>Changement dans les zones traitées</translation>
    </message>
    <message>
        <location filename="../../resources/models/beforeandafter.model3"/>
        <source>Treated areas</source>
        <translation>Zones traitées</translation>
    </message>
    <message>
        <location filename="../../resources/models/boroughprofile.model3"/>
        <source>Sums the counts of a month by area and by category, beside the month before and the same month a year before, and writes both as pages. Made for the counts level of a portal, where no points may be seen.</source>
        <translation>Additionne les comptages d'un mois par zone et par catégorie, à côté du mois précédent et du même mois un an plus tôt, et écrit les deux en pages. Fait pour le niveau des comptages d'un portail, où aucun point ne peut être vu.</translation>
    </message>
    <message>
        <location filename="../../resources/models/boroughprofile.model3"/>
        <source>Monthly borough profile from counts</source>
        <translation>Profil mensuel d'un arrondissement d'après les comptages</translation>
    </message>
    <message>
        <location filename="../../resources/models/boroughprofile.model3"/>
        <source>Name or code of the area. Default: ward.</source>
        <translation>Nom ou code de la zone. Par défaut : ward.</translation>
    </message>
    <message>
        <location filename="../../resources/models/boroughprofile.model3"/>
        <source>Kind of incident. Default: category.</source>
        <translation>Type d'incident. Par défaut : category.</translation>
    </message>
    <message>
        <location filename="../../resources/models/boroughprofile.model3"/>
        <source>Number of incidents. Default: count.</source>
        <translation>Nombre d'incidents. Par défaut : count.</translation>
    </message>
    <message>
        <location filename="../../resources/models/boroughprofile.model3"/>
        <source>A polygon for each area, month and category, as 'Load incidents' gives them.</source>
        <translation>Un polygone par zone, mois et catégorie, comme les donne « Charger des incidents d'un portail ».</translation>
    </message>
    <message>
        <location filename="../../resources/models/boroughprofile.model3"/>
        <source>YYYY-MM.</source>
        <translation>AAAA-MM.</translation>
    </message>
    <message>
        <location filename="../../resources/models/boroughprofile.model3"/>
        <source>Months as YYYY-MM. Default: month.</source>
        <translation>Mois sous la forme AAAA-MM. Par défaut : month.</translation>
    </message>
    <message>
        <location filename="../../resources/models/boroughprofile.model3"/>
        <source>Areas of the month</source>
        <translation>Zones du mois</translation>
    </message>
    <message>
        <location filename="../../resources/models/boroughprofile.model3"/>
        <source>Areas as a page</source>
        <translation>Les zones en une page</translation>
    </message>
    <message>
        <location filename="../../resources/models/boroughprofile.model3"/>
        <source>Categories of the month</source>
        <translation>Catégories du mois</translation>
    </message>
    <message>
        <location filename="../../resources/models/boroughprofile.model3"/>
        <source>Categories as a page</source>
        <translation>Les catégories en une page</translation>
    </message>
    <message>
        <location filename="../../resources/models/boroughprofile.model3"/>
        <source>Month field</source>
        <translation>Champ du mois</translation>
    </message>
    <message>
        <location filename="../../resources/models/hotspotbriefing.model3"/>
        <source>Three views of the same incidents on the same cells: counts, kernel density, and hot and cold spots with their significance (Getis-Ord Gi*). The cells of the counts set the scale of the other two: Gi* uses the same cells, the bandwidth of the density is twice a cell.</source>
        <translation>Trois vues des mêmes incidents sur les mêmes cellules : comptages, densité par noyau, et points chauds et froids avec leur significativité (Gi* de Getis-Ord). Les cellules des comptages fixent l'échelle des deux autres : Gi* utilise les mêmes cellules, la largeur de bande de la densité est de deux cellules.</translation>
    </message>
    <message>
        <location filename="../../resources/models/hotspotbriefing.model3"/>
        <source>Side of a cell in the units of the CRS, metres for most. 0 takes a fiftieth of the short side of the study area.</source>
        <translation>Côté d'une cellule dans les unités du SCR, le plus souvent des mètres. 0 prend un cinquantième du petit côté de la zone d'étude.</translation>
    </message>
    <message>
        <location filename="../../resources/models/hotspotbriefing.model3"/>
        <source>Incidents, one point each, in a projected CRS.</source>
        <translation>Incidents, un point chacun, dans un SCR projeté.</translation>
    </message>
    <message>
        <location filename="../../resources/models/hotspotbriefing.model3"/>
        <source>Polygons within which incidents could have happened. Without them, the extent of the points.</source>
        <translation>Polygones dans lesquels des incidents ont pu se produire. Sans eux, l'emprise des points.</translation>
    </message>
    <message>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <source>Splits the incidents at a day, maps what came before by four methods (counts in cells, kernel density, Gi* and prospective hot spots) on the same cells, and judges each map by what came after: hit rate, PAI, PEI, SER and RRI over the share of the area that is searched.</source>
        <translation>Partage les incidents à un jour, cartographie ce qui précède par quatre méthodes (comptages par cellule, densité par noyau, Gi* et points chauds prospectifs) sur les mêmes cellules, et juge chaque carte d'après ce qui a suivi : taux de réussite, PAI, PEI, SER et RRI selon la part de la surface parcourue.</translation>
    </message>
    <message>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <source>Method comparison by PAI</source>
        <translation>Comparaison de méthodes par le PAI</translation>
    </message>
    <message>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <source>For the comparison. Default: 5.</source>
        <translation>Pour la comparaison. Par défaut : 5.</translation>
    </message>
    <message>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <source>Of the kernel density. Default: 500.</source>
        <translation>De la densité par noyau. Par défaut : 500.</translation>
    </message>
    <message>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <source>The same for all methods. Default: 250.</source>
        <translation>La même pour toutes les méthodes. Par défaut : 250.</translation>
    </message>
    <message>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <source>Maps see only what happened before it.</source>
        <translation>Les cartes ne voient que ce qui s'est produit avant.</translation>
    </message>
    <message>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Included. Default: the day of the newest incident.</source>
        <translation>Inclus. Par défaut : le jour de l'incident le plus récent.</translation>
    </message>
    <message>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <source>Of the time before and after the split, with a date each.</source>
        <translation>De l'avant et de l'après du partage, avec une date chacun.</translation>
    </message>
    <message>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <source>The same for all methods.</source>
        <translation>La même pour toutes les méthodes.</translation>
    </message>
    <message>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <source>Accuracy of all methods by area</source>
        <translation>Exactitude de toutes les méthodes selon la surface</translation>
    </message>
    <message>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <source>Counts in cells</source>
        <translation>Comptages par cellule</translation>
    </message>
    <message>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <source>First day to predict</source>
        <translation>Premier jour à prédire</translation>
    </message>
    <message>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <source>Hot spots (Gi*)</source>
        <translation>Points chauds (Gi*)</translation>
    </message>
    <message>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <source>Last day to predict</source>
        <translation>Dernier jour à prédire</translation>
    </message>
    <message>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <source>Prospective</source>
        <translation>Prospectif</translation>
    </message>
    <message>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <source>Methods by PAI</source>
        <translation>Méthodes selon le PAI</translation>
    </message>
    <message>
        <location filename="../../resources/models/methodcomparison.model3"/>
        <source>Method comparison</source>
        <translation>Comparaison de méthodes</translation>
    </message>
    <message>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <source>Tests whether one crime brings others close by within days (Knox test), links them into chains, and draws zones around the incidents of the last days, the ones with most incidents first. Use it for one kind of crime, burglary above all.</source>
        <translation>Teste si un fait en entraîne d'autres à proximité en quelques jours (test de Knox), les relie en chaînes, et trace des zones autour des incidents des derniers jours, celles qui en ont le plus d'abord. À utiliser pour un seul type d'infraction, avant tout le cambriolage.</translation>
    </message>
    <message>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <source>Near-repeat patrol zones</source>
        <translation>Zones de patrouille par quasi-répétition</translation>
    </message>
    <message>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <source>Incidents of so many last days get a zone.</source>
        <translation>Les incidents d'autant de derniers jours reçoivent une zone.</translation>
    </message>
    <message>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <source>Of the test; 999 for a report.</source>
        <translation>Du test ; 999 pour un rapport.</translation>
    </message>
    <message>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <source>Of one kind, with a date each, over a year or so.</source>
        <translation>D'un seul type, avec une date chacun, sur un an environ.</translation>
    </message>
    <message>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <source>How far the risk spreads. Default: 200.</source>
        <translation>Jusqu'où s'étend le risque. Par défaut : 200.</translation>
    </message>
    <message>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <source>When each happened.</source>
        <translation>Quand chacun s'est produit.</translation>
    </message>
    <message>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <source>Days that the risk lasts</source>
        <translation>Jours que dure le risque</translation>
    </message>
    <message>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <source>Reach of a zone</source>
        <translation>Portée d'une zone</translation>
    </message>
    <message>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <source>Incidents of the last days</source>
        <translation>Incidents des derniers jours</translation>
    </message>
    <message>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <source>Bands of distance and days</source>
        <translation>Bandes de distance et de jours</translation>
    </message>
    <message>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <source>Events with their chains</source>
        <translation>Événements avec leurs chaînes</translation>
    </message>
    <message>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <source>Patrol zones as a page</source>
        <translation>Les zones de patrouille en une page</translation>
    </message>
    <message>
        <location filename="../../resources/models/nearrepeatzones.model3"/>
        <source>Patrol zones</source>
        <translation>Zones de patrouille</translation>
    </message>
    <message>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <source>Loads the incidents of a dataset from the portal, at the level of records. Takes the incidents of the last weeks in one shift, finds hot and cold spots among them (Gi*, with the false discovery rate controlled), counts them in areas beside as many days before with a test of the change, and writes the top ten areas as a page. Sign in first, in the SafeStats panel or with 'safestats login'.</source>
        <translation>Charge du portail les incidents d'un jeu de données, au niveau des enregistrements. Prend les incidents des dernières semaines dans une tranche horaire, y trouve les points chauds et froids (Gi*, avec le taux de fausses découvertes contrôlé), les compte par zone à côté d'autant de jours précédents avec un test du changement, et écrit les dix premières zones en une page. Connectez-vous d'abord, dans le panneau SafeStats ou avec « safestats login ».</translation>
    </message>
    <message>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <source>Weekly hotspot briefing from a portal</source>
        <translation>Note hebdomadaire sur les points chauds d'un portail</translation>
    </message>
    <message>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <source>Codes of boroughs or wards, with commas. Default: all.</source>
        <translation>Codes d'arrondissements ou de circonscriptions, séparés par des virgules. Par défaut : tous.</translation>
    </message>
    <message>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>The field that the page shows.</source>
        <translation>Le champ que montre la page.</translation>
    </message>
    <message>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>For the top ten, for example wards.</source>
        <translation>Pour les dix premiers, par exemple des circonscriptions.</translation>
    </message>
    <message>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <source>With commas, for example burglary, robbery. Default: all.</source>
        <translation>Séparées par des virgules, par exemple burglary, robbery. Par défaut : toutes.</translation>
    </message>
    <message>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <source>Of the hot spots, in metres.</source>
        <translation>Des points chauds, en mètres.</translation>
    </message>
    <message>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <source>Its name, for example police-recorded.</source>
        <translation>Son nom, par exemple police-recorded.</translation>
    </message>
    <message>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Up to the last day; as many before it are the comparison.</source>
        <translation>Jusqu'au dernier jour ; autant avant eux servent de comparaison.</translation>
    </message>
    <message>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <source>YYYY-MM; early enough for the days before the briefing. Default: all.</source>
        <translation>AAAA-MM ; assez tôt pour les jours qui précèdent la note. Par défaut : tous.</translation>
    </message>
    <message>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>As 22-06, or 07-09, 16-19. Default: all day.</source>
        <translation>Comme 22-06, ou 07-09, 16-19. Par défaut : toute la journée.</translation>
    </message>
    <message>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <source>Its address. Default: the one you signed in to.</source>
        <translation>Son adresse. Par défaut : celui auquel vous êtes connecté.</translation>
    </message>
    <message>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>For the hot spots. Default: the extent of the points.</source>
        <translation>Pour les points chauds. Par défaut : l'emprise des points.</translation>
    </message>
    <message>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Areas with counts and change</source>
        <translation>Zones avec comptages et changement</translation>
    </message>
    <message>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Number of days</source>
        <translation>Nombre de jours</translation>
    </message>
    <message>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Hours of the shift</source>
        <translation>Heures de la tranche</translation>
    </message>
    <message>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Incidents of the briefing</source>
        <translation>Incidents de la note</translation>
    </message>
    <message>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Briefing</source>
        <translation>Note</translation>
    </message>
    <message>
        <location filename="../../resources/models/portalbriefing.model3"/>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Top ten areas</source>
        <translation>Les dix premières zones</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>What do the police and the health service know together? Matches the violence that both have recorded, so that every event counts once; shows where agencies see the same hot spots and where only one does; tests in which areas violence is treated but not reported; and finds the hot spots of everything together. Four maps, and a page that says in plain sentences what each number means and what it does not.</source>
        <translation>Que savent ensemble la police et le service de santé ? Apparie les violences que tous deux ont enregistrées, pour que chaque événement compte une fois ; montre où les organismes voient les mêmes points chauds et où un seul en voit ; teste dans quelles zones la violence est soignée mais non signalée ; et trouve les points chauds de l'ensemble. Quatre cartes, et une page qui dit en phrases simples ce que chaque nombre veut dire et ce qu'il ne dit pas.</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Rounded picture of violence</source>
        <translation>Vue d'ensemble de la violence</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Wards or the like; together they are the study area.</source>
        <translation>Circonscriptions ou semblables ; ensemble, elles sont la zone d'étude.</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Of the hot spots. Default: 250.</source>
        <translation>Des points chauds. Par défaut : 250.</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Violent incidents only, one point each, in a projected CRS.</source>
        <translation>Seulement des incidents violents, un point chacun, dans un SCR projeté.</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Its latest moment. Default: the start.</source>
        <translation>Son dernier moment. Par défaut : le début.</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Default: the number of the row.</source>
        <translation>Par défaut : le numéro de la ligne.</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>In the plural, as the page says it. Default: police.</source>
        <translation>Au pluriel, comme la page le dit. Par défaut : police.</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Metres, or the words exact, snapped and cell. Default: 50 m for all.</source>
        <translation>Des mètres, ou les mots exact, snapped et cell. Par défaut : 50 m pour tous.</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>When it happened, or its earliest moment.</source>
        <translation>Quand cela s'est produit, ou son premier moment.</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Enters the map of shared hot spots only.</source>
        <translation>N'entre que dans la carte des points chauds communs.</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Default: fourth agency.</source>
        <translation>Par défaut : fourth agency.</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>In the plural, as the page says it. Default: health services.</source>
        <translation>Au pluriel, comme la page le dit. Par défaut : health services.</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Default: third agency.</source>
        <translation>Par défaut : third agency.</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Police</source>
        <translation>Police</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Police: end</source>
        <translation>Police : fin</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Police: reference</source>
        <translation>Police : référence</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Police: name</source>
        <translation>Police : nom</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Police: precision</source>
        <translation>Police : précision</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Police: start</source>
        <translation>Police : début</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Fourth agency: name</source>
        <translation>Quatrième organisme : nom</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Hot spots of all events, each once</source>
        <translation>Points chauds de tous les événements, chacun une fois</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Every event once, by who knows it</source>
        <translation>Chaque événement une fois, selon qui le connaît</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Ambulance or hospitals</source>
        <translation>Ambulances ou hôpitaux</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Ambulance or hospitals: end</source>
        <translation>Ambulances ou hôpitaux : fin</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Ambulance or hospitals: reference</source>
        <translation>Ambulances ou hôpitaux : référence</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Ambulance or hospitals: name</source>
        <translation>Ambulances ou hôpitaux : nom</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Ambulance or hospitals: precision</source>
        <translation>Ambulances ou hôpitaux : précision</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Ambulance or hospitals: start</source>
        <translation>Ambulances ou hôpitaux : début</translation>
    </message>
    <message>
        <location filename="../../resources/models/roundedpicture.model3"/>
        <source>Third agency: name</source>
        <translation>Troisième organisme : nom</translation>
    </message>
    <message>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Takes the incidents of the last weeks in one shift, finds hot and cold spots among them (Gi*, with the false discovery rate controlled), counts them in areas beside as many days before with a test of the change, and writes the top ten areas as a page. To load from a portal first, use 'Weekly hotspot briefing from a portal'.</source>
        <translation>Prend les incidents des dernières semaines dans une tranche horaire, y trouve les points chauds et froids (Gi*, avec le taux de fausses découvertes contrôlé), les compte par zone à côté d'autant de jours précédents avec un test du changement, et écrit les dix premières zones en une page. Pour charger d'abord depuis un portail, utilisez « Note hebdomadaire sur les points chauds d'un portail ».</translation>
    </message>
    <message>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Weekly hotspot briefing</source>
        <translation>Note hebdomadaire sur les points chauds</translation>
    </message>
    <message>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Of the hot spots. Default: automatic.</source>
        <translation>Des points chauds. Par défaut : automatique.</translation>
    </message>
    <message>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>Where only a span is known.</source>
        <translation>Là où seul un intervalle est connu.</translation>
    </message>
    <message>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>With a date and time each, over at least twice the days of the briefing.</source>
        <translation>Avec une date et heure chacun, sur au moins deux fois les jours de la note.</translation>
    </message>
    <message>
        <location filename="../../resources/models/weeklybriefing.model3"/>
        <source>When each incident happened, or its earliest moment.</source>
        <translation>Quand chaque incident s'est produit, ou son premier moment.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/access.py"/>
        <source>A disclosure profile is for counts; the {0} level has none. Leave it out.</source>
        <translation>Un profil de secret statistique ne vaut que pour des comptages ; le niveau « {0} » n'en a pas. Ne l'indiquez pas.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/access.py"/>
        <location filename="../../safestats_core/query.py"/>
        <source>Unknown category '{0}'. Choose from: {1}.</source>
        <translation>Catégorie inconnue : « {0} ». Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/access.py"/>
        <location filename="../../safestats_core/query.py"/>
        <source>The {0} level has no field '{1}'. Choose from: {2}.</source>
        <translation>Le niveau « {0} » n'a pas de champ « {1} ». Choisissez parmi : {2}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/cache.py"/>
        <source>{0} has {1} rows instead of {2}. Fetch it again.</source>
        <translation>{0} a {1} lignes au lieu de {2}. Téléchargez de nouveau ces données.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/cache.py"/>
        <source>{0} was sealed rightly but cannot be read ({1}).</source>
        <translation>{0} : le sceau est correct, mais la lecture est impossible ({1}).</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/cache.py"/>
        <source>{0} was sealed rightly but is no object.</source>
        <translation>{0} : le sceau est correct, mais le contenu n'est pas un objet.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/cache.py"/>
        <source>The lease of {0} ended at {1} UTC. Connect to the portal and sync to read it again.</source>
        <translation>La durée d'utilisation autorisée de {0} a pris fin le {1} UTC. Connectez-vous au portail et synchronisez pour relire ces données.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/cache.py"/>
        <source>The clock of this computer says {0}, but the cache was in use at {1} UTC. Set the clock right; if it is right, clear the cache and sync.</source>
        <translation>L'horloge de cet ordinateur indique {0}, mais le cache a déjà servi le {1} UTC. Réglez l'horloge ; si elle est juste, videz le cache et synchronisez.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/cache.py"/>
        <source>The cache does not hold {0}. Sync first.</source>
        <translation>Le cache ne contient pas {0}. Synchronisez d'abord.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/cache.py"/>
        <source>{0} was kept by another version of SafeStats (schema {1}; this one reads {2}). Fetch it again.</source>
        <translation>{0} vient d'une autre version de SafeStats (schéma {1} ; celle-ci lit {2}). Téléchargez de nouveau ces données.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/eviction.py"/>
        <source>'{0}' is not a size. Write it like 500MB or 2GB.</source>
        <translation>« {0} » n'est pas une taille. Écrivez-la sous la forme 500MB ou 2GB.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/files.py"/>
        <source>{0} is no plain file. Remove it, then synchronise again.</source>
        <translation>{0} n'est pas un fichier ordinaire. Supprimez-le, puis synchronisez de nouveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/keys.py"/>
        <source>The key of this cache is kept by {0}: there is no passphrase to change.</source>
        <translation>Mode de conservation de la clé de ce cache : {0}. Il n'y a pas de phrase secrète à changer.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/keys.py"/>
        <source>It was begun with a passphrase: give it.</source>
        <translation>Il a été créé avec une phrase secrète : donnez-la.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/keys.py"/>
        <source>It was begun with the OS keyring, which does not answer: unlock it, or clear the cache.</source>
        <translation>Il a été créé avec le trousseau de clés du système, qui ne répond pas : déverrouillez-le, ou videz le cache.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/keys.py"/>
        <source>No OS keyring answers here: unlock it, give a passphrase, or let the cache live in memory.</source>
        <translation>Aucun trousseau de clés du système ne répond ici : déverrouillez-le, donnez une phrase secrète, ou gardez le cache en mémoire.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/lock.py"/>
        <source>Another SafeStats has been writing to the cache for more than {0} seconds. Wait until it is done or close it, then try again.</source>
        <translation>Un autre SafeStats écrit dans le cache depuis plus de {0} secondes. Attendez qu'il ait terminé ou fermez-le, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/manifest_reading.py"/>
        <source>The list of the cache was sealed rightly but cannot be read ({0}). Clear the cache and fetch again.</source>
        <translation>La liste du cache a été correctement scellée, mais ne peut pas être lue ({0}). Videz le cache et téléchargez de nouveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/memory_sealing.py"/>
        <source>What is kept in memory was sealed with another key. Sign in again.</source>
        <translation>Ce qui est conservé en mémoire a été scellé avec une autre clé. Connectez-vous de nouveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/memory_sealing.py"/>
        <source>What is kept in memory was changed. Sign in again.</source>
        <translation>Ce qui est conservé en mémoire a été modifié. Connectez-vous de nouveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/os_errors.py"/>
        <source>{0} cannot be {1}: {2}. Check the free space and the rights on its folder.</source>
        <translation>Opération « {1} » impossible sur {0} : {2}. Vérifiez l'espace libre et les droits sur son dossier.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/os_keyring.py"/>
        <source>The key of the cache is gone from the OS keyring. Clear the cache and sign in again.</source>
        <translation>La clé du cache a disparu du trousseau de clés du système. Videz le cache et connectez-vous de nouveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/os_keyring.py"/>
        <source>The OS keyring took the cache key and did not give it back.</source>
        <translation>Le trousseau de clés du système a accepté la clé du cache et ne l'a pas rendue.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/os_keyring.py"/>
        <source>The keyring entry '{0}' of '{1}' holds no cache key. Remove it, then clear the cache.</source>
        <translation>L'entrée « {0} » de « {1} » dans le trousseau de clés ne contient pas de clé de cache. Supprimez-la, puis videz le cache.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/os_keyring.py"/>
        <source>The OS keyring cannot be used ({0}). Unlock it and try again.</source>
        <translation>Le trousseau de clés du système ne peut pas être utilisé ({0}). Déverrouillez-le et réessayez.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/parquet.py"/>
        <source>A month was sealed rightly but is no table ({0}). Fetch it again.</source>
        <translation>Un mois a été correctement scellé, mais n'est pas un tableau ({0}). Téléchargez-le de nouveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/passphrase.py"/>
        <source>{0} holds no cache key. Clear the cache and begin again.</source>
        <translation>{0} ne contient pas de clé de cache. Videz le cache et recommencez.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/passphrase.py"/>
        <source>The passphrase is not the one that the cache in {0} was sealed with. Try again, or clear the cache and begin with a new passphrase.</source>
        <translation>La phrase secrète n'est pas celle avec laquelle le cache de {0} a été scellé. Réessayez, ou videz le cache et recommencez avec une nouvelle phrase secrète.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/passphrase.py"/>
        <source>The passphrase is empty. Give one that is long enough to be hard to guess.</source>
        <translation>La phrase secrète est vide. Donnez-en une assez longue pour être difficile à deviner.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/passphrase.py"/>
        <source>{0} is gone, and with it the key of the cache. Clear the cache and sign in again.</source>
        <translation>Le fichier {0} a disparu, et avec lui la clé du cache. Videz le cache et connectez-vous de nouveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/passphrase.py"/>
        <source>{0} {1}. Update SafeStats, or clear the cache and begin again.</source>
        <translation>{0} {1}. Mettez SafeStats à jour, ou videz le cache et recommencez.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/sealing.py"/>
        <source>The cache was sealed with another key than the one at hand. Open it as the person who filled it, or clear the cache and fetch again.</source>
        <translation>Le cache a été scellé avec une autre clé que celle qui est disponible. Ouvrez-le sous l'identité de la personne qui l'a rempli, ou videz le cache et téléchargez de nouveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/sealing.py"/>
        <source>A sealed file is cut to {0} bytes. Clear the cache and fetch again.</source>
        <translation>Un fichier scellé est tronqué à {0} octets. Videz le cache et téléchargez de nouveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/sealing.py"/>
        <source>A file of the cache is not one that SafeStats sealed. Clear the cache and fetch again.</source>
        <translation>Un fichier du cache n'est pas de ceux que SafeStats a scellés. Videz le cache et téléchargez de nouveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/sealing.py"/>
        <source>A file of the cache has format {0}; this SafeStats reads format {1}. Update SafeStats, or clear the cache and fetch again.</source>
        <translation>Un fichier du cache a le format {0} ; ce SafeStats lit le format {1}. Mettez SafeStats à jour, ou videz le cache et téléchargez de nouveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/sealing.py"/>
        <source>A file of the cache was changed, cut or moved since it was sealed. Clear the cache and fetch again.</source>
        <translation>Un fichier du cache a été modifié, tronqué ou déplacé depuis qu'il a été scellé. Videz le cache et téléchargez de nouveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/upkeep.py"/>
        <source>The clock of this computer says {0} UTC, the portal's {1} UTC. Set the clock right and try again.</source>
        <translation>L'horloge de cet ordinateur indique {0} UTC, celle du portail {1} UTC. Réglez l'horloge et réessayez.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/vault.py"/>
        <source>The list of the cache is longer than {0} bytes. Clear the cache and fetch again.</source>
        <translation>La liste du cache dépasse {0} octets. Videz le cache et téléchargez de nouveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/vault.py"/>
        <source>An old copy of the cache was put back while it was written to. Try again.</source>
        <translation>Une ancienne copie du cache a été remise en place pendant une écriture. Réessayez.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/vault.py"/>
        <source>The file of {0} was changed, cut or swapped. Remove it from the cache and fetch it again.</source>
        <translation>Le fichier de {0} a été modifié, tronqué ou échangé. Retirez ces données du cache et téléchargez-les de nouveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/vault.py"/>
        <source>The file of {0} is missing. Remove it from the cache and fetch it again.</source>
        <translation>Le fichier de {0} est absent. Retirez ces données du cache et téléchargez-les de nouveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/vault.py"/>
        <source>An old copy of the cache was put back: it is generation {0}, the last written was {1}. Clear the cache and fetch again.</source>
        <translation>Une ancienne copie du cache a été remise en place : elle est de génération {0}, la dernière écrite était la {1}. Videz le cache et téléchargez de nouveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/cache/witness.py"/>
        <source>What is kept beside the cache key is no generation: '{0}'. Clear the cache and fetch again.</source>
        <translation>Ce qui est conservé à côté de la clé du cache n'est pas une génération : « {0} ». Videz le cache et téléchargez de nouveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/client.py"/>
        <location filename="../../safestats_core/workspace/cached_incidents.py"/>
        <location filename="../../safestats_core/workspace/freshness.py"/>
        <source>Nothing of {0} is cached. Sync it first.</source>
        <translation>Rien de {0} n'est dans le cache. Synchronisez d'abord ces données.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/disclosure.py"/>
        <source>Unknown disclosure profile '{0}'. Choose from: {1}.</source>
        <translation>Profil de secret statistique inconnu : « {0} ». Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/disclosure.py"/>
        <source>Counts to disclose must be whole numbers of 0 or more.</source>
        <translation>Les comptages à diffuser doivent être des nombres entiers supérieurs ou égaux à 0.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/export.py"/>
        <source>'{0}' does not end in {1}. Choose one of these endings.</source>
        <translation>« {0} » ne se termine pas par {1}. Choisissez l'une de ces extensions.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/export.py"/>
        <source>{0} exists already. Choose another name, or replace it with --force.</source>
        <translation>{0} existe déjà. Choisissez un autre nom, ou remplacez le fichier avec --force.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/export.py"/>
        <source>There is no folder {0}. Make it first, or choose another one.</source>
        <translation>Il n'y a pas de dossier {0}. Créez-le d'abord, ou choisissez-en un autre.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/export.py"/>
        <source>What you see of {0} has no place on a map. Export it as .csv or .parquet.</source>
        <translation>Ce que vous pouvez voir de {0} ne se place pas sur une carte. Exportez-le en .csv ou en .parquet.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/boundaries.py"/>
        <source>'{0}' is not a type of area. Choose from: {1}.</source>
        <translation>« {0} » n'est pas un type de zone. Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/boundaries.py"/>
        <source>There is no layer '{0}' of polygons. Choose from: {1}.</source>
        <translation>Il n'y a pas de couche de polygones « {0} ». Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/boundaries.py"/>
        <source>Say what areas these are ({0}): {1} do not tell.</source>
        <translation>Dites de quelles zones il s'agit ({0}) : rien ne l'indique dans {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/boundaries.py"/>
        <source>No layer looks like {0}. Name one of: {1}.</source>
        <translation>Aucune couche ne correspond à {0}. Indiquez l'une de celles-ci : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/boundaries.py"/>
        <source>There is no column '{0}'. Choose from: {1}.</source>
        <translation>Il n'y a pas de colonne « {0} ». Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/boundaries.py"/>
        <source>{0} does not state its reference system (is the .prj file missing?). Name it, as EPSG:27700.</source>
        <translation>{0} n'indique pas son système de coordonnées de référence (le fichier .prj manque-t-il ?). Indiquez-le, comme EPSG:27700.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/boundaries.py"/>
        <source>'{0}' is not a reference system: {1}. Name it, as EPSG:27700.</source>
        <translation>« {0} » n'est pas un système de coordonnées de référence : {1}. Indiquez-en un, comme EPSG:27700.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/boundaries.py"/>
        <source>No value in {0}: give the area a code.</source>
        <translation>Pas de valeur dans {0} : donnez un code à la zone.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/boundaries.py"/>
        <source>The area {0} has no polygon: draw it, or leave it out.</source>
        <translation>La zone {0} n'a pas de polygone : dessinez-le, ou retirez-la.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/boundary_sets.py"/>
        <source>{0} holds no polygons with columns. Boundaries come as {1}.</source>
        <translation>{0} ne contient pas de polygones avec des colonnes. Les contours se fournissent en {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/boundary_sets.py"/>
        <location filename="../../safestats_core/formats/supply.py"/>
        <source>There is no file or folder {0}. Check the path.</source>
        <translation>Il n'y a pas de fichier ni de dossier {0}. Vérifiez le chemin.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/boundary_sets.py"/>
        <source>{0} is not a zip archive: {1}. Fetch it again.</source>
        <translation>{0} n'est pas une archive zip : {1}. Téléchargez-la de nouveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/columnar.py"/>
        <source>It is not a Parquet file: {0}. Ask the supplier for it again.</source>
        <translation>Ce n'est pas un fichier Parquet : {0}. Redemandez-le au fournisseur.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/columnar.py"/>
        <source>It has a row group of more than 2 GiB unpacked. Write it again in smaller row groups.</source>
        <translation>Il a un groupe de lignes de plus de 2 Gio une fois décompressé. Écrivez-le de nouveau avec des groupes de lignes plus petits.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/columnar.py"/>
        <source>It is not an Arrow file: {0}. Ask the supplier for it again.</source>
        <translation>Ce n'est pas un fichier Arrow : {0}. Redemandez-le au fournisseur.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/columnar.py"/>
        <source>The {0} file is damaged: {1}. Ask the supplier for it again.</source>
        <translation>Le fichier {0} est endommagé : {1}. Redemandez-le au fournisseur.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/columnar.py"/>
        <source>It claims {0} rows in {1} bytes, which no real data does. Ask the supplier what it is.</source>
        <translation>Il annonce {0} lignes en {1} octets, ce qui n'arrive jamais avec de vraies données. Demandez au fournisseur ce que c'est.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/columnar.py"/>
        <source>Its columns are nested more than {0} deep. Write each value as a column of its own.</source>
        <translation>Ses colonnes sont imbriquées sur plus de {0} niveaux. Écrivez chaque valeur dans une colonne à part.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/columnar.py"/>
        <source>A column of {0} rows has more than {1} MB of text. Ask what it is.</source>
        <translation>Une colonne de {0} lignes contient plus de {1} Mo de texte. Demandez ce que c'est.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/date_formats.py"/>
        <source>The date format '{0}' says something twice ({1}). Name each part once.</source>
        <translation>Le format de date « {0} » dit deux fois la même chose ({1}). Nommez chaque partie une seule fois.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/date_formats.py"/>
        <source>The date format '{0}' needs a year (%Y or %y) and a month (%m or %b).</source>
        <translation>Le format de date « {0} » a besoin d'une année (%Y ou %y) et d'un mois (%m ou %b).</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/date_formats.py"/>
        <source>The date format '{0}' needs %I and %p together: 5 o'clock is am or pm.</source>
        <translation>Le format de date « {0} » a besoin de %I et de %p ensemble : 5 heures, c'est le matin ou l'après-midi (am ou pm).</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/date_formats.py"/>
        <source>The date format '{0}' uses '%{1}', which is not known. Use iso, prose, or a pattern of %{2}.</source>
        <translation>Le format de date « {0} » utilise « %{1} », qui n'est pas connu. Utilisez iso, prose, ou un motif composé de %{2}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/delimited.py"/>
        <location filename="../../safestats_core/formats/records.py"/>
        <source>The file is empty. Ask the supplier for it again, or leave it out.</source>
        <translation>Le fichier est vide. Redemandez-le au fournisseur, ou laissez-le de côté.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/delimited.py"/>
        <source>It ends before the names of its columns. Ask the supplier for it again.</source>
        <translation>Il se termine avant les noms de ses colonnes. Redemandez-le au fournisseur.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/delimited.py"/>
        <source>Its header cannot be read: {0}. Is it a CSV file?</source>
        <translation>Son en-tête ne peut pas être lu : {0}. Est-ce bien un fichier CSV ?</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/delimited.py"/>
        <source>It has {0} values, the header has {1}: '{2}'.</source>
        <translation>Il y a {0} valeurs, mais {1} dans l'en-tête : « {2} ».</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/delimited.py"/>
        <source>{0} Look for a stray comma or quotation mark.</source>
        <translation>{0} Cherchez une virgule ou un guillemet de trop.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/delimited.py"/>
        <source>It cannot be split into rows: {0}. Look for a quotation mark that is never closed.</source>
        <translation>Il ne peut pas être découpé en lignes : {0}. Cherchez un guillemet qui n'est jamais fermé.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/delimited.py"/>
        <source>Its '{0}' goes on over {1} lines that look like rows of their own. Look for a quotation mark that is never closed.</source>
        <translation>Sa valeur « {0} » se poursuit sur {1} lignes qui ont l'air d'être des enregistrements. Cherchez un guillemet qui n'est jamais fermé.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/delimited.py"/>
        <source>It stands inside the '{0}' of row {1}, where a quotation mark is never closed.</source>
        <translation>Elle se trouve dans la valeur « {0} » de la ligne {1}, où un guillemet n'est jamais fermé.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/files.py"/>
        <source>{0} is not a zip archive: {1}. Ask the supplier for it again.</source>
        <translation>{0} n'est pas une archive zip : {1}. Redemandez-la au fournisseur.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/files.py"/>
        <source>It is an archive inside an archive. Unpack the outer one first.</source>
        <translation>C'est une archive dans une archive. Décompressez d'abord l'archive extérieure.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/files.py"/>
        <source>{0} holds {1} files of {2} bytes unpacked; {3} files and {4} bytes are the most. Send it in parts.</source>
        <translation>{0} contient {1} fichiers, soit {2} octets une fois décompressés ; le maximum est de {3} fichiers et de {4} octets. Envoyez le tout en plusieurs parties.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/files.py"/>
        <source>The file cannot be opened: {0}. Check who may read it.</source>
        <translation>Le fichier ne peut pas être ouvert : {0}. Vérifiez qui a le droit de le lire.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/files.py"/>
        <source>It cannot be unpacked: {0}. Unpack the archive by hand and try again.</source>
        <translation>Le fichier ne peut pas être décompressé : {0}. Décompressez l'archive à la main et réessayez.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/gazetteer_file.py"/>
        <source>Cannot read the gazetteer {0}: {1}. Check the path.</source>
        <translation>Impossible de lire le répertoire de lieux {0} : {1}. Vérifiez le chemin.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/gazetteer_file.py"/>
        <source>The gazetteer {0} is not UTF-8. Save it again as 'CSV UTF-8'.</source>
        <translation>Le répertoire de lieux {0} n'est pas en UTF-8. Enregistrez-le de nouveau en « CSV UTF-8 ».</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/gazetteer_file.py"/>
        <source>The gazetteer {0} names no place. Give it a row for each.</source>
        <translation>Le répertoire de lieux {0} ne nomme aucun lieu. Donnez une ligne à chacun.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/gazetteer_file.py"/>
        <source>The gazetteer {0} cannot be split into rows: {1}.</source>
        <translation>Le répertoire de lieux {0} ne peut pas être découpé en lignes : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/gazetteer_file.py"/>
        <source>The gazetteer {0} has the columns {1}. It needs name, and easting and northing or longitude and latitude; aliases and area may be added.</source>
        <translation>Le répertoire de lieux {0} a les colonnes {1}. Il lui faut name, ainsi que easting et northing ou longitude et latitude ; aliases et area peuvent s'y ajouter.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/gazetteer_file.py"/>
        <source>The gazetteer {0}: ({1}, {2}) are not coordinates. Correct them.</source>
        <translation>Le répertoire de lieux {0} : ({1}, {2}) ne sont pas des coordonnées. Corrigez-les.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/gazetteer_file.py"/>
        <source>The gazetteer {0}: ({1}, {2}) is no place on Earth. Check order and CRS.</source>
        <translation>Le répertoire de lieux {0} : ({1}, {2}) n'est pas un lieu sur la Terre. Vérifiez l'ordre et le SCR.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/gazetteer_file.py"/>
        <source>The gazetteer {0}: there is no name. Give one, or leave the row out.</source>
        <translation>Le répertoire de lieux {0} : il n'y a pas de nom. Donnez-en un, ou retirez la ligne.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/geojson.py"/>
        <source>The FeatureCollection has no list of features. Ask the supplier for it again.</source>
        <translation>La FeatureCollection n'a pas de liste d'entités (features). Redemandez le fichier au fournisseur.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/geojson.py"/>
        <source>Its crs is {0}, but GeoJSON is in WGS 84 degrees. Write it again in EPSG:4326.</source>
        <translation>Son crs est {0}, mais GeoJSON est en degrés WGS 84. Écrivez-le de nouveau en EPSG:4326.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/geojson.py"/>
        <source>It is not a GeoJSON feature.</source>
        <translation>Ce n'est pas une entité GeoJSON.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/geojson.py"/>
        <source>Its properties are not named values.</source>
        <translation>Ses « properties » ne sont pas des valeurs nommées.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/geojson.py"/>
        <source>Its geometry is {0}, but an incident is a Point. Send one point, or none.</source>
        <translation>Sa géométrie est « {0} », mais un incident est un Point. Envoyez un seul point, ou aucun.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/geojson.py"/>
        <source>The coordinates of its Point are not two numbers. Give longitude and latitude.</source>
        <translation>Les coordonnées de son Point ne sont pas deux nombres. Donnez la longitude et la latitude.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/harmonise.py"/>
        <source>No supplier: the row does not say who recorded it.</source>
        <translation>Pas de fournisseur : la ligne ne dit pas qui l'a enregistrée.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/headers.py"/>
        <source>It has {0} columns; {1} is the most. Leave out what is not used.</source>
        <translation>Il a {0} colonnes ; le maximum est de {1}. Retirez ce qui ne sert pas.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/identity.py"/>
        <source>No value in the key {0}: the row could not be told from others.</source>
        <translation>Pas de valeur dans la clé {0} : la ligne ne pourrait pas être distinguée des autres.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/identity.py"/>
        <source>The {0} has more than {1} bytes. Look for a missing quotation mark.</source>
        <translation>{0} : plus de {1} octets. Cherchez un guillemet manquant.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/identity.py"/>
        <source>The {0} holds the character NUL, which cannot be kept. Take it out.</source>
        <translation>{0} : contient le caractère NUL, qui ne peut pas être conservé. Retirez-le.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/moments.py"/>
        <source>No time in {0}: an incident needs one; ask the supplier for it.</source>
        <translation>Pas de date ni d'heure dans {0} : il en faut pour un incident ; demandez-les au fournisseur.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/moments.py"/>
        <source>'. Check both.</source>
        <translation>'. Vérifiez les deux.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_file.py"/>
        <source>There is no built-in profile '{0}'. Choose from: {1}; or give the path of a .toml file.</source>
        <translation>Il n'y a pas de profil intégré « {0} ». Choisissez parmi : {1} ; ou donnez le chemin d'un fichier .toml.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_file.py"/>
        <source>Cannot read the profile {0}: {1}. Check the path.</source>
        <translation>Impossible de lire le profil {0} : {1}. Vérifiez le chemin.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_file.py"/>
        <source>The profile {0} is not valid TOML: {1}. Correct that line.</source>
        <translation>Le profil {0} n'est pas du TOML valide : {1}. Corrigez cette ligne.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_file.py"/>
        <source>Write small letters, digits and hyphens, as in fire-calls.</source>
        <translation>Écrivez des minuscules, des chiffres et des traits d'union, comme dans fire-calls.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_rules.py"/>
        <source>Name the column that says who recorded the row, or give a value.</source>
        <translation>Nommez la colonne qui dit qui a enregistré la ligne, ou donnez une valeur.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_rules.py"/>
        <source>Name the column that says what happened, or give a value.</source>
        <translation>Nommez la colonne qui dit ce qui s'est produit, ou donnez une valeur.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_rules.py"/>
        <source>Name the column that says when it happened, as month or start.</source>
        <translation>Nommez la colonne qui dit quand cela s'est produit, sous month ou start.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_rules.py"/>
        <source>Name both coordinates, or neither.</source>
        <translation>Indiquez les deux coordonnées, ou aucune.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_rules.py"/>
        <source>Name x and y here, and x and y under [location] too.</source>
        <translation>Nommez x et y ici, et aussi x et y sous [location].</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_rules.py"/>
        <source>Name the column of place names too, as description.</source>
        <translation>Indiquez aussi la colonne des noms de lieux, sous description.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_rules.py"/>
        <source>Name the column that says that a row is deleted.</source>
        <translation>Nommez la colonne qui dit qu'une ligne est supprimée.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_rules.py"/>
        <source>Name the columns that tell a row from all others, as [key] columns: a row is deleted by its key.</source>
        <translation>Nommez les colonnes qui distinguent une ligne de toutes les autres, sous [key] columns : une ligne est supprimée par sa clé.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_rules.py"/>
        <source>Name another column: the key must stay as it was.</source>
        <translation>Indiquez une autre colonne : la clé doit rester telle qu'elle était.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_rules.py"/>
        <source>Write the words that say so, as in ["deleted"]; a blank cell never does.</source>
        <translation>Écrivez les mots qui le disent, comme dans ["deleted"] ; une case vide ne le dit jamais.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_section.py"/>
        <source>Did you mean: {0}?</source>
        <translation>Vouliez-vous dire : {0} ?</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_section.py"/>
        <source>Write a text or a list of texts.</source>
        <translation>Écrivez un texte ou une liste de textes.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_section.py"/>
        <source>Write it as a text in quotes.</source>
        <translation>Écrivez-le comme un texte entre guillemets.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_section.py"/>
        <source>Write a whole number above 0, {0} at most.</source>
        <translation>Écrivez un nombre entier supérieur à 0 et d'au plus {0}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_section.py"/>
        <source>Choose from: {0}.</source>
        <translation>Choisissez parmi : {0}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_section.py"/>
        <source>It is not a regular expression: {0}.</source>
        <translation>Ce n'est pas une expression régulière : {0}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_section.py"/>
        <source>Put brackets round the part to take, and only there.</source>
        <translation>Mettez des parenthèses autour de la partie à prendre, et seulement là.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_section.py"/>
        <source>Write a time zone such as Europe/London or UTC.</source>
        <translation>Écrivez un fuseau horaire comme Europe/London ou UTC.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_section.py"/>
        <source>Write a code such as EPSG:27700 or EPSG:4326.</source>
        <translation>Écrivez un code comme EPSG:27700 ou EPSG:4326.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_section.py"/>
        <source>Write [west, south, east, north] in degrees.</source>
        <translation>Écrivez [west, south, east, north] en degrés.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_section.py"/>
        <source>Write {0}.</source>
        <translation>Valeur attendue : {0}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_values.py"/>
        <source>Write the words that are known, as [category.crosswalk].</source>
        <translation>Écrivez les mots connus, sous [category.crosswalk].</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_values.py"/>
        <source>Write {0} with a column, as in {1}.</source>
        <translation>Écrivez {0} avec une colonne, comme dans {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_values.py"/>
        <source>Write texts, as in {0}.</source>
        <translation>Écrivez des textes, comme dans {0}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_values.py"/>
        <source>Write a text, as in {0}.</source>
        <translation>Écrivez un texte, comme dans {0}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/profile_values.py"/>
        <source>Write the least and the greatest, as in {0}; inf stands for no limit.</source>
        <translation>Écrivez la plus petite et la plus grande valeur, comme dans {0} ; inf signifie sans limite.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/recognise.py"/>
        <source>It describes a neighbourhood, not incidents.</source>
        <translation>Le fichier décrit un quartier, pas des incidents.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/recognise.py"/>
        <source>It holds {0}. It is taken in only when profile {1} is named.</source>
        <translation>Le fichier contient : {0}. Il n'est repris que si le profil {1} est indiqué.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/recognise.py"/>
        <source>Profile {0} reads {1}, not {2}.</source>
        <translation>Le profil {0} lit {1}, et non {2}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/recognise.py"/>
        <source>There is no column '{0}', which profile {1} needs, among {2}. Correct the profile, or choose the one that fits.</source>
        <translation>Il n'y a pas de colonne « {0} », dont le profil {1} a besoin, parmi : {2}. Corrigez le profil, ou choisissez celui qui convient.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/recognise.py"/>
        <source>Its first line looks like data, not like names of columns ({0}). Add a header line, or name the columns in a profile under [source] columns.</source>
        <translation>La première ligne ressemble à des données, et non à des noms de colonnes ({0}). Ajoutez une ligne d'en-tête, ou nommez les colonnes dans un profil sous [source] columns.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/recognise.py"/>
        <source>No profile knows its columns ({0}). Write a profile for it, see docs/profiles.md.</source>
        <translation>Aucun profil ne connaît les colonnes de ce fichier ({0}). Écrivez un profil pour lui, voir docs/profiles.md.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/records.py"/>
        <source>It is nested too deeply to be records of incidents. Ask what it is.</source>
        <translation>L'imbrication est trop profonde pour des enregistrements d'incidents. Demandez de quoi il s'agit.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/records.py"/>
        <source>It is not valid JSON: {0}. Ask the supplier for it again.</source>
        <translation>Le fichier n'est pas du JSON valide : {0}. Demandez-le de nouveau au fournisseur.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/records.py"/>
        <source>It holds no records. An answer is an array of objects, one for each incident.</source>
        <translation>Le fichier ne contient aucun enregistrement. Une réponse est un tableau d'objets, un par incident.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/records.py"/>
        <source>It has {0} records; {1} is the most. Send it in parts.</source>
        <translation>Nombre d'enregistrements du fichier : {0} ; maximum : {1}. Envoyez-le en plusieurs parties.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/records.py"/>
        <source>It is not an object with named values.</source>
        <translation>Ce n'est pas un objet avec des valeurs nommées.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/supply.py"/>
        <source>It holds no features. Name the profile that it would have been read by.</source>
        <translation>Le fichier ne contient aucune entité. Indiquez le profil avec lequel il aurait été lu.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/text_stream.py"/>
        <source>It has a line of more than {0} MB. Ask the supplier what it is.</source>
        <translation>Le fichier a une ligne de plus de {0} Mo. Demandez au fournisseur de quoi il s'agit.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/text_stream.py"/>
        <source>The file is in UTF-16 or UTF-32. Save it again as 'CSV UTF-8'.</source>
        <translation>Le fichier est en UTF-16 ou en UTF-32. Enregistrez-le de nouveau en « CSV UTF-8 ».</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/text_stream.py"/>
        <location filename="../../safestats_core/formats/unpacking.py"/>
        <source>The file cannot be unpacked: {0}. Ask the supplier for it again.</source>
        <translation>Le fichier ne peut pas être décompressé : {0}. Demandez-le de nouveau au fournisseur.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/text_stream.py"/>
        <source>It is too large to be read as a whole. Send it in parts, or as CSV or Parquet without .gz or .zip.</source>
        <translation>Le fichier est trop volumineux pour être lu d'un seul tenant. Envoyez-le en plusieurs parties, ou en CSV ou Parquet sans .gz ni .zip.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/unpacking.py"/>
        <source>It is a zip archive or an Excel workbook. Name it .zip, or save the sheet as 'CSV UTF-8'.</source>
        <translation>C'est une archive zip ou un classeur Excel. Donnez-lui l'extension .zip, ou enregistrez la feuille en « CSV UTF-8 ».</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/unpacking.py"/>
        <source>It is packed with gzip. Name it with .gz at the end.</source>
        <translation>Le fichier est compressé avec gzip. Donnez-lui un nom qui finit par .gz.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/unpacking.py"/>
        <source>It is an old Excel workbook. Save the sheet as 'CSV UTF-8'.</source>
        <translation>C'est un ancien classeur Excel. Enregistrez la feuille en « CSV UTF-8 ».</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/unpacking.py"/>
        <source>It unpacks to more than {0} bytes: over {1} times its packed size, or over {2} GiB. Send it in parts, or unpacked.</source>
        <translation>Décompressé, le fichier dépasse {0} octets : plus de {1} fois sa taille compressée, ou plus de {2} Gio. Envoyez-le en plusieurs parties, ou non compressé.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/unpacking.py"/>
        <source>Only .csv, .json, .geojson, .parquet and .arrow files are read, plain, as .gz or in a .zip.</source>
        <translation>Seuls les fichiers .csv, .json, .geojson, .parquet et .arrow sont lus, tels quels, en .gz ou dans un .zip.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/value_rules.py"/>
        <source>Its time lies in the future. Check the date, and the supplier's clock.</source>
        <translation>L'heure se situe dans l'avenir. Vérifiez la date, et l'horloge du fournisseur.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/value_rules.py"/>
        <source>No value in {0}, which may not be blank.</source>
        <translation>Aucune valeur dans {0}, qui ne peut pas être vide.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/formats/value_rules.py"/>
        <source>No category: the row does not say what happened.</source>
        <translation>Pas de catégorie : la ligne ne dit pas ce qui s'est produit.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/accuracy.py"/>
        <source>A share of the area lies outside 0 to 1. Give shares like 0.05; without area nothing is found.</source>
        <translation>Une part de la surface n'est pas comprise entre 0 et 1. Donnez des parts comme 0.05 ; sans surface, rien n'est trouvé.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/accuracy.py"/>
        <source>No cell has a score of {0} or more; the highest is {1}. Choose a lower score.</source>
        <translation>Aucune cellule n'a un score de {0} ou plus ; le plus élevé est {1}. Choisissez un score plus bas.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/accuracy.py"/>
        <source>Score, area and incidents have the shapes {0}, {1}, {2} and {3}. Give one value each per cell.</source>
        <translation>Le score, la surface et les incidents ont les dimensions {0}, {1}, {2} et {3}. Donnez une valeur de chacun par cellule.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/accuracy.py"/>
        <source>Some scores are infinite. Give finite scores, and NaN for cells of which nothing is known.</source>
        <translation>Certains scores sont infinis. Donnez des scores finis, et NaN pour les cellules dont on ne sait rien.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/accuracy.py"/>
        <source>{0} cells have no area. Use polygons or raster cells in a projected CRS.</source>
        <translation>Cellules sans surface : {0}. Utilisez des polygones ou des cellules de raster dans un SCR projeté.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/accuracy.py"/>
        <source>Some counts of incidents are negative or missing. Count incidents again; none is 0.</source>
        <translation>Certains comptages d'incidents sont négatifs ou manquants. Comptez de nouveau les incidents ; aucun incident s'écrit 0.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/accuracy.py"/>
        <source>No cell has a score. Choose the field or band that holds the hotspot map's value.</source>
        <translation>Aucune cellule n'a de score. Choisissez le champ ou la bande qui contient la valeur de la carte de points chauds.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/accuracy.py"/>
        <source>Outside the cells lie {0} m2 and {1} incidents. Give no less than 0.</source>
        <translation>Hors des cellules se trouvent {0} m2 et {1} incidents. Ne donnez pas moins de 0.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/accuracy.py"/>
        <source>None of the later incidents lies in the study area, so nothing can be said. Check the coordinate system and the period of the later incidents.</source>
        <translation>Aucun des incidents ultérieurs ne se trouve dans la zone d'étude : on ne peut donc rien dire. Vérifiez le système de coordonnées et la période des incidents ultérieurs.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/concordance.py"/>
        <source>Hotspots and coverage have the shapes {0} and {1}. Give both for the same cells of two agencies or more.</source>
        <translation>Les points chauds et la couverture ont les dimensions {0} et {1}. Donnez les deux pour les mêmes cellules d'au moins deux organismes.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/concordance.py"/>
        <source>{0} cells are covered by both agencies, for {1} resamples at {2}. At least 10 cells, 1 resample and a level between 0 and 1 are needed.</source>
        <translation>Cellules couvertes par les deux organismes : {0} ; tirages : {1} ; niveau : {2}. Il faut au moins 10 cellules, 1 tirage et un niveau entre 0 et 1.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/concordance.py"/>
        <source>A block of {0} cells is none. Use 1 or more.</source>
        <translation>Un bloc de {0} cellules n'en est pas un. Indiquez 1 ou plus.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/matching/candidates.py"/>
        <source>The time tolerance is {0} seconds; it has to be 0 or more.</source>
        <translation>La tolérance de temps est de {0} secondes ; elle doit être de 0 ou plus.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/matching/candidates.py"/>
        <source>More than {0} pairs of records lie close enough to be one event, so place and time tell little. Give smaller precisions, a shorter tolerance, or leave out records that are known to the month or the area only.</source>
        <translation>Plus de {0} paires d'enregistrements sont assez proches pour être un seul événement : le lieu et l'heure en disent donc peu. Donnez des précisions plus fines, une tolérance plus courte, ou écartez les enregistrements dont on ne connaît que le mois ou la zone.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/matching/chance_pairs.py"/>
        <source>The records cover {0} hours, too little to move one agency's clock {1} times. Give a longer period, or let u be estimated together with m.</source>
        <translation>Les enregistrements couvrent {0} heures, trop peu pour décaler {1} fois l'horloge d'un organisme. Donnez une période plus longue, ou laissez estimer u en même temps que m.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/matching/comparison.py"/>
        <source>The levels of {0} are {1}. Give numbers of 0 or more in {2}, rising.</source>
        <translation>Niveaux indiqués pour {0} : {1}. Donnez des nombres de 0 ou plus en {2}, en ordre croissant.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/matching/comparison.py"/>
        <source>The levels of {0} do not rise: {1} {2}.</source>
        <translation>Les niveaux indiqués pour {0} ne sont pas en ordre croissant : {1} {2}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/matching/compatible.py"/>
        <source>'{0}' names no combination of categories. Write them as violence = assault-injury, overdose.</source>
        <translation>« {0} » ne désigne aucune combinaison de catégories. Écrivez-les comme violence = assault-injury, overdose.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/matching/compatible.py"/>
        <source>The {0} agency has no category '{1}'. It has: {2}. Correct the name.</source>
        <translation>L'organisme ({0}) n'a pas de catégorie « {1} ». Il a : {2}. Corrigez le nom.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/matching/fellegi_sunter.py"/>
        <source>There is no pair to learn from. Use a longer tolerance, or larger precisions.</source>
        <translation>Il n'y a aucune paire à partir de laquelle apprendre. Utilisez une tolérance plus longue, ou des précisions plus larges.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/matching/matching.py"/>
        <source>There is no way '{0}' to find u. Choose chance or em.</source>
        <translation>Il n'y a pas de méthode « {0} » pour trouver u. Choisissez chance ou em.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/matching/matching.py"/>
        <source>The threshold is {0}; it has to be above 0 and at most 1, such as 0.5.</source>
        <translation>Le seuil est de {0} ; il doit être supérieur à 0 et d'au plus 1, comme 0.5.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/matching/precision.py"/>
        <source>'{0}' is no precision. Give metres of 0 or more, or one of the words {1}.</source>
        <translation>« {0} » n'est pas une précision. Donnez des mètres, 0 ou plus, ou l'un des mots {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/matching/records.py"/>
        <source>One of the agencies has no records. Choose a layer, period or filter that holds at least one.</source>
        <translation>L'un des organismes n'a pas d'enregistrements. Choisissez une couche, une période ou un filtre qui en contient au moins un.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/matching/records.py"/>
        <source>{0} records end before they start. Give the end of each, or its start.</source>
        <translation>Enregistrements dont la fin précède le début : {0}. Donnez la fin de chacun, ou à défaut son début.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/matching/records.py"/>
        <source>A precision is negative or missing. Give each record its precision in metres, 0 or more.</source>
        <translation>Une précision est négative ou manquante. Donnez à chaque enregistrement sa précision en mètres, 0 ou plus.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/matching/records.py"/>
        <source>{0} records have times of the shape {1}. Give one for each record.</source>
        <translation>Enregistrements : {0} ; leurs heures ont les dimensions {1}. Donnez une heure par enregistrement.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/matching/records.py"/>
        <source>{0} records have no time. Leave those records out, and say how many.</source>
        <translation>Enregistrements sans date ni heure : {0}. Écartez-les, et dites combien ils sont.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/matching/records.py"/>
        <source>{0} records have {1} categories. Give one, or None, for each record.</source>
        <translation>Enregistrements : {0} ; catégories : {1}. Donnez une catégorie, ou None, pour chaque enregistrement.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/reporting_gap.py"/>
        <source>No place has {0} incidents of both agencies together, the least that is tested. Use larger cells or areas, a longer period, or a smaller minimum.</source>
        <translation>Aucun lieu n'atteint {0} incidents des deux organismes réunis, le minimum pour être testé. Utilisez des cellules ou des zones plus grandes, une période plus longue, ou un minimum plus petit.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/reporting_gap.py"/>
        <source>There is no place that both agencies cover. Check the areas that they cover.</source>
        <translation>Aucun lieu n'est couvert par les deux organismes. Vérifiez les zones qu'ils couvrent.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/reporting_gap.py"/>
        <source>In the places that both agencies cover, {0} incidents are treated and {1} reported, so there is no ratio to compare with. Choose layers that both hold incidents there.</source>
        <translation>Dans les lieux que couvrent les deux organismes, incidents soignés : {0}, signalés : {1} ; il n'y a donc pas de rapport avec lequel comparer. Choisissez des couches qui ont toutes deux des incidents dans ces lieux.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/reporting_gap.py"/>
        <source>The counts have the shapes {0} and {1}. Count both agencies in the same places.</source>
        <translation>Les comptages ont les dimensions {0} et {1}. Comptez les deux organismes dans les mêmes lieux.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/reporting_gap.py"/>
        <source>{0} counts are negative or not whole. Count incidents, each as 1.</source>
        <translation>Comptages négatifs ou non entiers : {0}. Comptez les incidents, chacun pour 1.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/reporting_gap.py"/>
        <source>A minimum of {0} incidents is none. Use 1 or more, such as {1}.</source>
        <translation>Un minimum de {0} incidents n'en est pas un. Indiquez 1 ou plus, par exemple {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/agencies/reporting_gap.py"/>
        <location filename="../../safestats_core/hotspots/change.py"/>
        <source>The {0} is {1}; it has to lie between 0 and 1, such as 0.05 or 0.95.</source>
        <translation>{0} : {1} ; la valeur doit se situer entre 0 et 1, comme 0.05 ou 0.95.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/aoristic.py"/>
        <source>A shift begins or ends within an hour. Give whole hours, such as 06-14, 14-22, 22-06.</source>
        <translation>Une tranche horaire commence ou finit au milieu d'une heure. Donnez des heures entières, comme 06-14, 14-22, 22-06.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/aoristic.py"/>
        <source>The times are of type {0}. Give dates with their time of day.</source>
        <translation>Les heures sont de type {0}. Donnez des dates avec l'heure de la journée.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/aoristic.py"/>
        <source>There are {0} starts and {1} ends. Give one of each per incident.</source>
        <translation>Débuts : {0} ; fins : {1}. Donnez un début et une fin par incident.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/aoristic.py"/>
        <source>{0} of {1} incidents have no start. Leave them out, and say how many.</source>
        <translation>Incidents sans début : {0} sur {1}. Écartez-les, et dites combien ils sont.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/calendar.py"/>
        <source>The times have the shape {0}. Give one time per incident.</source>
        <translation>Les heures ont les dimensions {0}. Donnez une heure par incident.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/calendar.py"/>
        <source>{0} of {1} incidents have no time. Leave those incidents out, and say how many.</source>
        <translation>{0} des {1} incidents sont sans date. Écartez ces incidents, et dites combien.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/calendar.py"/>
        <source>{0} to {1} is no period. Give two dates like 2024-01-31.</source>
        <translation>{0} à {1} n'est pas une période. Donnez deux dates comme 2024-01-31.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/calendar.py"/>
        <source>The last day, {0}, is before the first, {1}. Swap them.</source>
        <translation>Le dernier jour, {0}, précède le premier, {1}. Échangez-les.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/calendar.py"/>
        <source>{0} recent days are none. Give 1 or more.</source>
        <translation>{0} jours récents, ce n'est aucun jour. Donnez 1 ou plus.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/calendar.py"/>
        <source>There is no comparative period '{0}'. Choose from: {1}.</source>
        <translation>Il n'y a pas de période de comparaison « {0} ». Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/calendar.py"/>
        <source>A shift cannot begin {0} s after midnight and last {1} s. Stay within a day.</source>
        <translation>Une tranche horaire ne peut pas commencer {0} s après minuit et durer {1} s. Ne dépassez pas un jour.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/calendar.py"/>
        <source>Two of the shifts share an hour. Give hours that do not overlap, like 07-09, 16-19.</source>
        <translation>Deux des tranches ont une heure en commun. Donnez des heures qui ne se chevauchent pas, comme 07-09, 16-19.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/calendar.py"/>
        <source>'{0}' are no hours of the day. Write them like 22-06 or 7:30-16:00.</source>
        <translation>« {0} » ne désigne pas des heures de la journée. Écrivez-les comme 22-06 ou 7:30-16:00.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/centrography.py"/>
        <source>There is no ellipse '{0}'. Choose from: {1}.</source>
        <translation>L'ellipse « {0} » n'existe pas. Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/centrography.py"/>
        <source>There are no points with a weight above 0. Choose a layer or filter that holds some.</source>
        <translation>Il n'y a pas de points de poids supérieur à 0. Choisissez une couche ou un filtre qui en contienne.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/centrography.py"/>
        <source>{0} points have groups of shape {1}. Give one group for each point.</source>
        <translation>Pour {0} points, les groupes sont de dimensions {1}. Donnez un groupe par point.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/change.py"/>
        <source>The periods hold {0} and {1} incidents, so there is no overall change to expect. Test for equal rates, or choose periods that both hold incidents.</source>
        <translation>Les périodes contiennent {0} et {1} incidents ; aucun changement d'ensemble ne peut donc être attendu. Testez l'égalité des taux, ou choisissez des périodes qui contiennent toutes deux des incidents.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/change.py"/>
        <source>The counts of the periods have the shapes {0} and {1}. Count the same cells twice.</source>
        <translation>Les comptages des périodes sont de dimensions {0} et {1}. Comptez deux fois les mêmes cellules.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/change.py"/>
        <source>{0} counts are negative, missing or not whole. The test is one of counts of incidents: leave out cells without a count, and do not give weights.</source>
        <translation>{0} comptages sont négatifs, manquants ou non entiers. Le test porte sur des comptages d'incidents : écartez les cellules sans comptage, et ne donnez pas de poids.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/change.py"/>
        <source>Neither period holds an incident. Choose a layer, period or filter that holds some.</source>
        <translation>Aucune des deux périodes ne contient d'incident. Choisissez une couche, une période ou un filtre qui en contienne.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/change.py"/>
        <source>The {0} period is {1} days long; it has to be more than 0. Enter its length in days.</source>
        <translation>La durée de la période « {0} » est de {1} jours ; elle doit être supérieure à 0. Indiquez-la en jours.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/change.py"/>
        <source>There is no expectation '{0}'. Choose from: {1}.</source>
        <translation>Le changement attendu « {0} » n'existe pas. Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/chance.py"/>
        <source>{0} simulations cannot be made. Use a number such as 99.</source>
        <translation>{0} simulations ne peuvent pas être faites. Utilisez un nombre comme 99.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/chance.py"/>
        <source>The study area is so thin that no point falls into it at random. Check its polygons.</source>
        <translation>La zone d'étude est si étroite qu'aucun point tiré au hasard n'y tombe. Vérifiez ses polygones.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/clustering.py"/>
        <source>There is no cluster method '{0}'. Choose from: {1}.</source>
        <translation>La méthode d'agrégation « {0} » n'existe pas. Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/clustering.py"/>
        <source>The method {0} needs a distance. Enter one in metres, for example 200.</source>
        <translation>La méthode {0} demande une distance. Indiquez-en une en mètres, par exemple 200.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/clustering.py"/>
        <source>ST-DBSCAN needs the time of each point and a number of days. Give both, or use DBSCAN.</source>
        <translation>ST-DBSCAN demande la date et l'heure de chaque point et un nombre de jours. Donnez les deux, ou utilisez DBSCAN.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/clustering.py"/>
        <source>{0} simulations cannot be made. Use 99, or 0 for none.</source>
        <translation>{0} simulations ne peuvent pas être faites. Utilisez 99, ou 0 pour aucune.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/compact_groups.py"/>
        <source>{0} pairs of places lie within {1} m of each other, more than {2}. Use a shorter distance or fewer points, or choose DBSCAN, which holds no pairs.</source>
        <translation>{0} paires de lieux sont à {1} m ou moins l'une de l'autre, plus que la limite de {2}. Utilisez une distance plus courte ou moins de points, ou choisissez DBSCAN, qui ne garde pas de paires en mémoire.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/dbscan.py"/>
        <location filename="../../safestats_core/hotspots/clusters/space_time_dbscan.py"/>
        <source>Enter how near points of a cluster lie to each other, for example 200.</source>
        <translation>Indiquez à quelle distance les points d'un agrégat se trouvent les uns des autres, par exemple 200.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/dbscan.py"/>
        <location filename="../../safestats_core/hotspots/points.py"/>
        <location filename="../../safestats_core/hotspots/space_time/cube.py"/>
        <source>There are no points. Choose a layer, period or filter that holds at least one.</source>
        <translation>Il n'y a pas de points. Choisissez une couche, une période ou un filtre qui en contienne au moins un.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/dbscan.py"/>
        <source>The minimum number of points is {0}. Use a whole number such as 10.</source>
        <translation>Le nombre minimal de points est {0}. Utilisez un nombre entier comme 10.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/hdbscan.py"/>
        <source>{0} points near each point are more than there are. Use a lower minimum.</source>
        <translation>{0} points près de chaque point, c'est plus qu'il n'y en a. Utilisez un minimum plus bas.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/hdbscan.py"/>
        <source>HDBSCAN needs the Python package scikit-learn, version 1.3 or later. In the Python of QGIS run: python -m pip install "scikit-learn&gt;=1.3". Or choose another method.</source>
        <translation>HDBSCAN demande le paquet Python scikit-learn, version 1.3 ou ultérieure. Dans le Python de QGIS, exécutez : python -m pip install "scikit-learn&gt;=1.3". Ou choisissez une autre méthode.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/hdbscan.py"/>
        <source>HDBSCAN needs a minimum of 2 points or more, not {0}. Use for example 10.</source>
        <translation>HDBSCAN demande un minimum de 2 points ou plus, et non de {0}. Utilisez par exemple 10.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/hdbscan.py"/>
        <source>{0} points are fewer than the minimum of {1}. Use a lower minimum.</source>
        <translation>{0} points, c'est moins que le minimum de {1}. Utilisez un minimum plus bas.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/hdbscan.py"/>
        <source>HDBSCAN compares all pairs of points, which takes too long for {0}; the limit is {1}. Choose a shorter period or a smaller area, or use DBSCAN.</source>
        <translation>HDBSCAN compare toutes les paires de points, ce qui prend trop de temps pour {0} points ; la limite est de {1}. Choisissez une période plus courte ou une zone plus petite, ou utilisez DBSCAN.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/hierarchical.py"/>
        <source>A cluster of a higher order needs at least 2 clusters. Use a minimum of 2 or more.</source>
        <translation>Un agrégat d'ordre supérieur demande au moins 2 agrégats. Utilisez un minimum de 2 ou plus.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/hierarchical.py"/>
        <source>Enter how near points of a cluster lie to its middle, for example 200.</source>
        <translation>Indiquez à quelle distance les points d'un agrégat se trouvent de son milieu, par exemple 200.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/hierarchical.py"/>
        <source>The random distance needs the area of the study area, more than 0. Enter a distance instead.</source>
        <translation>La distance aléatoire demande une superficie de la zone d'étude supérieure à 0. Indiquez plutôt une distance.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/hierarchical.py"/>
        <source>The probability is {0}; it has to lie between 0 and 1. Use for example 0.1.</source>
        <translation>La probabilité est {0} ; elle doit être comprise entre 0 et 1. Utilisez par exemple 0.1.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/hierarchical.py"/>
        <source>{0} points are too few for a random distance with the probability {1}. Enter a distance in metres, or a higher probability.</source>
        <translation>{0} points sont trop peu pour une distance aléatoire avec la probabilité {1}. Indiquez une distance en mètres, ou une probabilité plus élevée.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/outline.py"/>
        <source>Enter a few metres, for example 10.</source>
        <translation>Indiquez quelques mètres, par exemple 10.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/outline.py"/>
        <source>A cluster without points has no outline. Leave it out.</source>
        <translation>Un agrégat sans points n'a pas de contour. Écartez-le.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/outline.py"/>
        <source>There is no outline '{0}'. Choose from: {1}.</source>
        <translation>Le contour « {0} » n'existe pas. Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/reach_cells.py"/>
        <source>The distance or the time is so short, beside the extent of the points, that it cannot be worked with. Check the units: metres and days. Use a longer one.</source>
        <translation>La distance ou la durée est si courte, par rapport à l'étendue des points, que le calcul est impossible. Vérifiez les unités : mètres et jours. Allongez l'une ou l'autre.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/space_time_dbscan.py"/>
        <source>The time is {0} days; it has to be more than 0. Enter for example 14.</source>
        <translation>La durée est de {0} jours ; elle doit être supérieure à 0. Indiquez par exemple 14.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/space_time_dbscan.py"/>
        <source>The times have the shape {0} and the type {1}. Give one datetime64 for each of the {2} points.</source>
        <translation>Les dates sont de dimensions {0} et de type {1}. Donnez un datetime64 pour chacun des {2} points.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/space_time_dbscan.py"/>
        <source>{0} of {1} points have no time. Leave them out, and say how many.</source>
        <translation>{0} des {1} points sont sans date. Écartez-les, et dites combien.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/clusters/summary.py"/>
        <source>{0} points need as many cluster numbers, and as many times where there are any.</source>
        <translation>{0} points demandent autant de numéros d'agrégat, et autant de dates s'il y en a.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/concentration.py"/>
        <source>{0} is no share of the incidents. Use more than 0 and at most 1.</source>
        <translation>{0} n'est pas une part des incidents. Utilisez un nombre supérieur à 0 et d'au plus 1.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/concentration.py"/>
        <source>Some places have a value below zero or none at all. Give each place zero or more.</source>
        <translation>Certains lieux ont une valeur inférieure à zéro ou n'en ont pas. Donnez à chaque lieu zéro ou plus.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/concentration.py"/>
        <source>{0} places are listed, more than {1} in all. Count the places again.</source>
        <translation>{0} lieux figurent dans la liste, plus que les {1} en tout. Comptez de nouveau les lieux.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/concentration.py"/>
        <source>No place holds an incident, so nothing can be concentrated. Choose other incidents.</source>
        <translation>Aucun lieu ne contient d'incident ; rien ne peut donc être concentré. Choisissez d'autres incidents.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/concentration.py"/>
        <source>Some places hold a part of an incident. Compare counts with chance, not weights.</source>
        <translation>Certains lieux contiennent une fraction d'incident. Comparez des comptages, et non des poids, à ce que donne le hasard.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/concentration.py"/>
        <source>{0} simulations tell nothing. Use 99 or more.</source>
        <translation>{0} simulations ne disent rien. Utilisez 99 ou plus.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/bandwidth.py"/>
        <source>There is no rule '{0}' for the bandwidth. Choose nrd, scott, neighbours or median.</source>
        <translation>La règle « {0} » n'existe pas pour la largeur de bande. Choisissez nrd, scott, neighbours ou median.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/bandwidth.py"/>
        <source>{0} points have no neighbour number {1}. Use a number from 1 to {2}.</source>
        <translation>Avec {0} points, il n'y a pas de voisin de rang {1}. Utilisez un nombre de 1 à {2}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/bandwidth.py"/>
        <source>Every point has {0} others in the same place, so no bandwidth follows. Use more neighbours.</source>
        <translation>Chaque point en a {0} autres au même lieu ; aucune largeur de bande ne peut donc en être déduite. Utilisez plus de voisins.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/bandwidth.py"/>
        <source>{0} points are too few to choose a bandwidth from. Enter one in metres yourself.</source>
        <translation>{0} points sont trop peu pour en déduire une largeur de bande. Indiquez-en une vous-même, en mètres.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/bandwidth.py"/>
        <source>All {0} points are in one place, so no bandwidth follows from them. Enter one in metres yourself.</source>
        <translation>Les {0} points sont tous en un seul lieu ; aucune largeur de bande ne peut donc en être déduite. Indiquez-en une vous-même, en mètres.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/dual_density.py"/>
        <source>Enter one in metres.</source>
        <translation>Indiquez-en une en mètres.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/dual_density.py"/>
        <source>There is no comparison '{0}'. Choose from: {1}.</source>
        <translation>La comparaison « {0} » n'existe pas. Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/dual_density.py"/>
        <source>A period of length {0} cannot be compared. Enter a length above 0, as in days.</source>
        <translation>Une période de durée {0} ne peut pas être comparée. Indiquez une durée supérieure à 0, en jours par exemple.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/dual_density.py"/>
        <source>The floor of a ratio is {0}; it has to be more than 0 points. Leave it at 1.</source>
        <translation>Le plancher d'un rapport est {0} ; il doit être supérieur à 0 point. Laissez-le à 1.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/dual_density.py"/>
        <source>{0} permutations cannot be made. Use a number such as 999, or 0 for none.</source>
        <translation>{0} permutations ne peuvent pas être faites. Utilisez un nombre comme 999, ou 0 pour aucune.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/kernel_density.py"/>
        <source>There is no unit '{0}' for a density. Choose from: {1}.</source>
        <translation>L'unité « {0} » n'existe pas pour une densité. Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/kernel_density.py"/>
        <source>None of the {0} points lies in the study area with a weight above 0. Check the coordinate system and the extent, or choose other points.</source>
        <translation>Aucun des {0} points n'est dans la zone d'étude avec un poids supérieur à 0. Vérifiez le système de coordonnées et l'emprise, ou choisissez d'autres points.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/kernel_density.py"/>
        <source>Enter one in metres, or let a rule choose it.</source>
        <translation>Indiquez-en une en mètres, ou laissez une règle la choisir.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/kernel_density.py"/>
        <source>Enter the side of a cell in metres, for example a tenth of the bandwidth.</source>
        <translation>Indiquez le côté d'une cellule en mètres, par exemple un dixième de la largeur de bande.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/kernel_density.py"/>
        <source>The bandwidth of {0} m is smaller than a cell of {1} m, which would hide it. Use a bandwidth of at least {2} m or cells of at most {3} m; a tenth of the bandwidth draws a smooth surface.</source>
        <translation>La largeur de bande de {0} m est inférieure à une cellule de {1} m, dans laquelle elle se perdrait. Utilisez une largeur de bande d'au moins {2} m ou des cellules d'au plus {3} m ; des cellules d'un dixième de la largeur de bande donnent une surface lisse.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/kernel_density.py"/>
        <source>No cell of {0} m within reach of a point has its centre inside the boundary. Use smaller cells.</source>
        <translation>Aucune cellule de {0} m à portée d'un point n'a son centre à l'intérieur de la limite. Utilisez des cellules plus petites.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/kernels.py"/>
        <source>There is no kernel '{0}'. Choose from: {1}.</source>
        <translation>Le noyau « {0} » n'existe pas. Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/prospective.py"/>
        <source>None of the {0} incidents counts: {1} are not before {2}, {3} are {4} weeks old or older, and the others lie outside the study area or weigh nothing. Choose another moment, or look further back.</source>
        <translation>Aucun des {0} incidents ne compte : {1} ne sont pas antérieurs à {2}, {3} remontent à {4} semaines ou plus, et les autres sont hors de la zone d'étude ou sans poids. Choisissez un autre moment, ou remontez plus loin.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/prospective.py"/>
        <source>There are {0} points and times of the shape {1}. Give one time per point.</source>
        <translation>Il y a {0} points et des dates de dimensions {1}. Donnez une date par point.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/prospective.py"/>
        <source>{0} of {1} incidents have no time. Leave them out, and say how many.</source>
        <translation>{0} des {1} incidents sont sans date. Écartez-les, et dites combien.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/prospective.py"/>
        <source>There is no moment to predict for. Enter a date and time.</source>
        <translation>Il n'y a pas de moment à prédire. Indiquez une date et une heure.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/prospective.py"/>
        <location filename="../../safestats_core/hotspots/uncertainty/stability.py"/>
        <source>Enter the side of a cell in metres, for example 50.</source>
        <translation>Indiquez le côté d'une cellule en mètres, par exemple 50.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/prospective.py"/>
        <source>Enter, for example, 400.</source>
        <translation>Indiquez, par exemple, 400.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/prospective.py"/>
        <source>A reach of {0} m stays within a cell of {1} m, so nothing is predicted beyond the cells of the incidents themselves. Use a reach of at least {2} m, or smaller cells.</source>
        <translation>Une portée de {0} m reste dans une cellule de {1} m ; rien n'est donc prédit au-delà des cellules des incidents eux-mêmes. Utilisez une portée d'au moins {2} m, ou des cellules plus petites.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/prospective.py"/>
        <source>A reach of {0} m is more than {1} cells of {2} m, where an incident hardly counts any more. Use a shorter reach or larger cells.</source>
        <translation>Une portée de {0} m dépasse {1} cellules de {2} m, distance à laquelle un incident ne compte presque plus. Utilisez une portée plus courte ou des cellules plus grandes.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/prospective.py"/>
        <source>A surface from the last {0} weeks holds nothing. Enter 1 or more; 8 is usual.</source>
        <translation>Une surface tirée des {0} dernières semaines ne contient rien. Indiquez 1 ou plus ; 8 est courant.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/prospective.py"/>
        <source>There is no distance '{0}'. Choose from: {1}.</source>
        <translation>La distance « {0} » n'existe pas. Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/random_labelling.py"/>
        <location filename="../../safestats_core/hotspots/local_statistics/permutation.py"/>
        <location filename="../../safestats_core/hotspots/space_time/near_repeat.py"/>
        <location filename="../../safestats_core/hotspots/space_time/scan.py"/>
        <source>{0} permutations cannot be made. Use a number such as 999.</source>
        <translation>{0} permutations ne peuvent pas être faites. Utilisez un nombre comme 999.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/random_labelling.py"/>
        <source>One of the two sets has no point in the study area. Choose another, or leave out the test.</source>
        <translation>L'un des deux jeux n'a aucun point dans la zone d'étude. Choisissez-en un autre, ou renoncez au test.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/density/smoothing.py"/>
        <source>A bandwidth of {0} m reaches over {1} cells of {2} m, and so far beyond the extent on every side. Use larger cells or a smaller bandwidth.</source>
        <translation>Une largeur de bande de {0} m s'étend sur {1} cellules de {2} m, et dépasse d'autant l'emprise de chaque côté. Utilisez des cellules plus grandes ou une largeur de bande plus petite.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/disclosure/density.py"/>
        <source>A bandwidth of {0} is none. Give that of the density, above 0.</source>
        <translation>Une largeur de bande de {0} n'en est pas une. Donnez celle de la densité, supérieure à 0.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/disclosure/hierarchy.py"/>
        <source>Each count needs the number, from 0, of the larger area that it belongs to.</source>
        <translation>Chaque comptage demande le numéro, à partir de 0, de la zone plus grande à laquelle il appartient.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/disclosure/rates.py"/>
        <source>A rate per {0} is none. Choose a number above 0, such as 1,000.</source>
        <translation>Un taux pour {0} n'en est pas un. Choisissez un nombre supérieur à 0, comme 1 000.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/disclosure/rates.py"/>
        <source>A population below 0 is none. Correct it, or choose another field.</source>
        <translation>Une population inférieure à 0 n'en est pas une. Corrigez-la, ou choisissez un autre champ.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/disclosure/rows.py"/>
        <source>Give either larger areas or categories: sums of both at once are not looked after.</source>
        <translation>Donnez soit des zones plus grandes, soit des catégories : les sommes des deux à la fois ne sont pas protégées.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/disclosure/rows.py"/>
        <source>A table of areas by categories needs a field that names the area. Choose that as well.</source>
        <translation>Un tableau de zones par catégories demande un champ qui nomme la zone. Choisissez-le aussi.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/disclosure/rows.py"/>
        <source>'{0}' has several rows of one category, as have others perhaps. Add such rows up first, or choose another field of the area or the category.</source>
        <translation>« {0} » a plusieurs lignes pour une même catégorie, et d'autres peut-être aussi. Additionnez d'abord ces lignes, ou choisissez un autre champ de la zone ou de la catégorie.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/disclosure/tables.py"/>
        <source>A table of {0} rows and {1} columns with {2} small counts is too large to be protected. Use larger areas or fewer categories.</source>
        <translation>Un tableau de {0} lignes et {1} colonnes avec {2} petits comptages est trop grand pour être protégé. Utilisez des zones plus grandes ou moins de catégories.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/false_discovery.py"/>
        <source>A p value lies outside 0 to 1. Give probabilities, not z scores.</source>
        <translation>Une valeur p n'est pas comprise entre 0 et 1. Donnez des probabilités, non des scores z.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/grids/areas.py"/>
        <source>There are no areas. Choose a layer with at least one polygon.</source>
        <translation>Il n'y a pas de zones. Choisissez une couche qui a au moins un polygone.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/grids/edges.py"/>
        <source>{0} holds no polygon. Choose a layer with at least one polygon, or leave it out.</source>
        <translation>{0} : aucun polygone. Choisissez une couche qui a au moins un polygone, ou laissez vide.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/grids/edges.py"/>
        <source>{0} has a ring that is no array of three or more finite corners (its shape is {1}). Repair the polygon, for example with 'Fix geometries'.</source>
        <translation>{0} : un anneau n'est pas un tableau d'au moins trois sommets finis (ses dimensions : {1}). Réparez le polygone, par exemple avec « Réparer les géométries ».</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/grids/edges.py"/>
        <source>{0} has a ring that is a line without area. Remove it, or draw it again.</source>
        <translation>{0} : un anneau est une ligne sans surface. Supprimez-le, ou redessinez-le.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/grids/grid.py"/>
        <source>There is no cell shape '{0}'. Choose from: {1}.</source>
        <translation>La forme de cellule « {0} » n'existe pas. Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/grids/grid.py"/>
        <location filename="../../safestats_core/hotspots/uncertainty/stability.py"/>
        <source>Enter the side of a cell in metres, for example 100.</source>
        <translation>Indiquez le côté d'une cellule en mètres, par exemple 100.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/grids/grid.py"/>
        <source>Cells of {0} m are finer than the coordinates themselves. Use larger cells.</source>
        <translation>Des cellules de {0} m sont plus fines que les coordonnées elles-mêmes. Utilisez des cellules plus grandes.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/grids/grid.py"/>
        <source>Cells of {0} m would make a grid of {1} cells, more than {2}. Use cells of at least {3} m, or a smaller extent.</source>
        <translation>Des cellules de {0} m feraient une grille de {1} cellules, plus que la limite de {2}. Utilisez des cellules d'au moins {3} m, ou une emprise plus petite.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/grids/grid.py"/>
        <source>There is no rule '{0}' for the cell size. Choose from: {1}.</source>
        <translation>La règle « {0} » n'existe pas pour la taille de cellule. Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/grids/grid.py"/>
        <source>The extent has no width or no height, so no cell size follows from it. Enter one yourself.</source>
        <translation>L'emprise est sans largeur ou sans hauteur ; aucune taille de cellule ne peut donc en être déduite. Indiquez-en une vous-même.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/grids/grid.py"/>
        <source>The mask has the shape {0}, the grid {1}. Make the mask for this grid.</source>
        <translation>Le masque est de dimensions {0}, la grille {1}. Faites le masque pour cette grille.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/grids/grid.py"/>
        <source>{0} is not an extent. Give west, south, east, north in metres, in this order.</source>
        <translation>{0} n'est pas une emprise. Donnez ouest, sud, est, nord en mètres, dans cet ordre.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/harm_file.py"/>
        <source>The weights file is empty. Give a CSV with a category and a weight in each row.</source>
        <translation>Le fichier des poids est vide. Donnez un CSV avec une catégorie et un poids dans chaque ligne.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/harm_file.py"/>
        <source>Row {0} of the weights file gives '{1}' again, after row {2}. Keep one of the two.</source>
        <translation>La ligne {0} du fichier des poids donne de nouveau « {1} », après la ligne {2}. Gardez l'une des deux.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/harm_file.py"/>
        <source>The weights file has a header but no weights. Add a row for each category.</source>
        <translation>Le fichier des poids a un en-tête mais pas de poids. Ajoutez une ligne pour chaque catégorie.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/harm_file.py"/>
        <source>The weights file cannot be read as CSV: {0}. Save it as a CSV of text.</source>
        <translation>Le fichier des poids ne peut pas être lu comme CSV : {0}. Enregistrez-le en CSV, au format texte.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/harm_file.py"/>
        <source>The first row of the weights file has {0} column: '{1}'. Give a category and a weight in each row, with a comma, semicolon or tab between them.</source>
        <translation>La première ligne du fichier des poids n'a que {0} colonne : « {1} ». Donnez une catégorie et un poids dans chaque ligne, séparés par une virgule, un point-virgule ou une tabulation.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/harm_file.py"/>
        <source>Category and weight would both be read from column '{0}'. Name the two columns.</source>
        <translation>La catégorie et le poids seraient tous deux lus dans la colonne « {0} ». Nommez les deux colonnes.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/harm_file.py"/>
        <source>The weights file has no column '{0}'. It has: {1}.</source>
        <translation>Le fichier des poids n'a pas de colonne « {0} ». Ses colonnes : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/harm_file.py"/>
        <source>Row {0} of the weights file has {1} columns. Give a category and a weight.</source>
        <translation>Le nombre de colonnes de la ligne {0} du fichier des poids est {1}. Donnez une catégorie et un poids.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/harm_file.py"/>
        <source>Row {0} of the weights file has no category. Add it, or remove the row.</source>
        <translation>La ligne {0} du fichier des poids n'a pas de catégorie. Ajoutez-la, ou supprimez la ligne.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/harm_file.py"/>
        <source>Row {0} of the weights file: '{1}' is no weight. Give a number of zero or more.</source>
        <translation>Ligne {0} du fichier des poids : « {1} » n'est pas un poids. Donnez un nombre supérieur ou égal à zéro.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/hotspot_map.py"/>
        <source>The raster has {0} pixels, more than {1}. Use larger pixels, or clip the raster.</source>
        <translation>Le raster a {0} pixels, plus que la limite de {1}. Utilisez des pixels plus grands, ou découpez le raster.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/bivariate_moran.py"/>
        <source>The two values have the shapes {0} and {1}. Give both for the same cells.</source>
        <translation>Les deux valeurs sont de dimensions {0} et {1}. Donnez les deux pour les mêmes cellules.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/contiguity.py"/>
        <source>There is no contiguity '{0}'. Choose queen (a corner in common) or rook (an edge).</source>
        <translation>La contiguïté « {0} » n'existe pas. Choisissez queen (un sommet en commun) ou rook (un côté).</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/contiguity.py"/>
        <source>The tolerance is {0} m; it has to be 0 or more.</source>
        <translation>La tolérance est de {0} m ; elle doit être supérieure ou égale à 0.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/contiguity.py"/>
        <source>An area has no polygon. Leave out the features without a geometry, and say how many.</source>
        <translation>Une zone n'a pas de polygone. Écartez les entités sans géométrie, et dites combien.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/contiguity.py"/>
        <source>A corner of an area has no finite coordinates. Repair the polygons with 'Fix geometries'.</source>
        <translation>Un sommet d'une zone n'a pas de coordonnées finies. Réparez les polygones avec « Réparer les géométries ».</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/getis_ord.py"/>
        <location filename="../../safestats_core/hotspots/local_statistics/local_moran.py"/>
        <source>No cell with a value has a neighbour with a value. Use a longer band, or fewer empty cells.</source>
        <translation>Aucune cellule qui a une valeur n'a de voisine qui en ait une. Utilisez une bande plus longue, ou moins de cellules vides.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/getis_ord.py"/>
        <source>There is no distribution of chance '{0}'. Choose normal or counts.</source>
        <translation>La loi du hasard « {0} » n'existe pas. Choisissez normal ou counts.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/getis_ord.py"/>
        <source>Choose either the distribution of counts or permutations: both say where p comes from.</source>
        <translation>Choisissez soit la loi des comptages, soit les permutations : les deux disent d'où vient p.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/getis_ord.py"/>
        <source>The values are not all counts (whole numbers of 0 or more). Use the normal distribution, or permutations.</source>
        <translation>Les valeurs ne sont pas toutes des comptages (nombres entiers supérieurs ou égaux à 0). Utilisez la loi normale, ou des permutations.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/getis_ord.py"/>
        <source>The distribution of counts needs Gi* with neighbours that count fully or not at all.</source>
        <translation>La loi des comptages demande Gi* avec des voisines qui comptent entièrement ou pas du tout.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/incremental_moran.py"/>
        <source>{0} points need as many finite values, not an array of shape {1}.</source>
        <translation>{0} points demandent autant de valeurs finies, et non un tableau de dimensions {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/incremental_moran.py"/>
        <source>The bands have to rise from above 0 metres, for example 200, 300, 400.</source>
        <translation>Les bandes doivent aller en croissant à partir de plus de 0 mètre, par exemple 200, 300, 400.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/incremental_moran.py"/>
        <source>A band reaches no neighbour of any cell. Start the series with a longer one.</source>
        <translation>Une bande n'atteint aucune voisine d'aucune cellule. Commencez la série par une bande plus longue.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/local_moran.py"/>
        <source>The weights of a cell's neighbours add up to 0 or less. Give weights above 0.</source>
        <translation>La somme des poids des voisines d'une cellule est de 0 ou moins. Donnez des poids supérieurs à 0.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/local_moran.py"/>
        <source>A significance level of {0} is not between 0 and 1. Use a number such as 0.05.</source>
        <translation>Un seuil de signification de {0} n'est pas entre 0 et 1. Utilisez un nombre comme 0.05.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/neighbours.py"/>
        <source>Enter the distance to which neighbours reach.</source>
        <translation>Indiquez la distance jusqu'à laquelle vont les voisins.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/neighbours.py"/>
        <source>No two of {0} points lie within {1} m of each other. Use a longer band, or the k nearest.</source>
        <translation>Parmi {0} points, il n'y en a pas deux à {1} m ou moins l'un de l'autre. Utilisez une bande plus longue, ou les k plus proches.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/neighbours.py"/>
        <source>A band of {0} m makes {1} pairs of neighbours, more than {2}. Use a shorter band, the k nearest, or count the points on a grid first.</source>
        <translation>Une bande de {0} m fait {1} paires de voisins, plus de {2}. Utilisez une bande plus courte, les k plus proches, ou comptez d'abord les points sur une grille.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/neighbours.py"/>
        <source>{0} points cannot have {1} neighbours each. Use a number from 1 to {2}.</source>
        <translation>{0} points ne peuvent pas avoir {1} voisins chacun. Utilisez un nombre de 1 à {2}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/neighbours.py"/>
        <source>There is no neighbourhood '{0}'. Choose queen, rook or a band in metres.</source>
        <translation>Le voisinage « {0} » n'existe pas. Choisissez queen (reine), rook (tour) ou une bande en mètres.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/neighbours.py"/>
        <source>A band of {0} m needs the cell size. Give `cell_size` in metres.</source>
        <translation>Une bande de {0} m demande la taille de cellule. Donnez `cell_size` en mètres.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/neighbours.py"/>
        <source>Enter the side of a cell in metres.</source>
        <translation>Indiquez le côté d'une cellule en mètres.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/neighbours.py"/>
        <source>A band of {0} m reaches no other cell of {1} m. Use at least {2} m.</source>
        <translation>Une bande de {0} m n'atteint aucune autre cellule de {1} m. Utilisez au moins {2} m.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/optimised.py"/>
        <source>{0} points outside the study area were left out.</source>
        <translation>{0} points hors de la zone d'étude ont été écartés.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/optimised.py"/>
        <source>Without a study area only cells with an incident are tested: where else one could happen is unknown.</source>
        <translation>Sans zone d'étude, seules les cellules avec un incident sont testées : on ne sait pas où ailleurs il pourrait s'en produire.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/optimised.py"/>
        <source>All cells that the study area touches, those without an incident as 0.</source>
        <translation>Toutes les cellules que touche la zone d'étude, celles sans incident comptant pour 0.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/optimised.py"/>
        <source> Caution: a few cells hold far more than such counts do, for example reports snapped to one point, so more cells may be called by chance than stated. Check with 'Hot and cold spots' and 9,999 permutations.</source>
        <translation> Attention : quelques cellules contiennent bien plus d'incidents qu'une loi des comptages ne le permet, par exemple des signalements ramenés à un même point ; le hasard peut donc faire déclarer plus de cellules qu'annoncé. Vérifiez avec « Points chauds et froids » et 9 999 permutations.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/optimised.py"/>
        <source>Use a longer period or a larger area.</source>
        <translation>Utilisez une période plus longue ou une zone plus grande.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/optimised.py"/>
        <source>Give a study area, with which 30 are enough, or use a longer period.</source>
        <translation>Donnez une zone d'étude, avec laquelle 30 suffisent, ou utilisez une période plus longue.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/optimised.py"/>
        <source>{0} make only {1} cells to test; at least {2} are needed. Check for points far from all others, which make cells large, and leave them out with a study area; or use 'Hot and cold spots' with smaller cells.</source>
        <translation>{0} ne donnent que {1} cellules à tester ; il en faut au moins {2}. Vérifiez s'il y a des points éloignés de tous les autres, qui agrandissent les cellules, et écartez-les par une zone d'étude ; ou utilisez « Points chauds et froids » avec des cellules plus petites.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/optimised.py"/>
        <source>{0} hold {1} incidents each, so no cell stands out. Give a study area, or use 'Hot and cold spots' with larger cells.</source>
        <translation>{0} contiennent {1} incidents chacune, aucune cellule ne ressort donc. Donnez une zone d'étude, ou utilisez « Points chauds et froids » avec des cellules plus grandes.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/optimised.py"/>
        <source>Skewness of chance</source>
        <translation>Asymétrie sous le hasard</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/present.py"/>
        <source>Values of shape {0} need finite weights of shape (n, n), not {1}. Make the weights from the same cells as the values.</source>
        <translation>Des valeurs de dimensions {0} demandent des poids finis de dimensions (n, n), et non {1}. Établissez les poids à partir des mêmes cellules que les valeurs.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/present.py"/>
        <source>The values have the shape {0}. Give a grid of rows and columns.</source>
        <translation>Les valeurs ont les dimensions {0}. Donnez une grille de lignes et de colonnes.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/present.py"/>
        <location filename="../../safestats_core/hotspots/space_time/emerging.py"/>
        <source>Only {0} cells have a value; at least {1} are needed for a sound test. Use smaller cells or a larger area.</source>
        <translation>Seules {0} cellules ont une valeur ; il en faut au moins {1} pour un test fiable. Utilisez des cellules plus petites ou une zone plus grande.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/present.py"/>
        <location filename="../../safestats_core/hotspots/space_time/emerging.py"/>
        <source>Some cells have an infinite value. Give finite values, and NaN for cells that are absent.</source>
        <translation>Certaines cellules ont une valeur infinie. Donnez des valeurs finies, et NaN pour les cellules absentes.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/present.py"/>
        <source>All {0} cells have the same value, so no cell stands out. Use larger cells, or more incidents.</source>
        <translation>Les {0} cellules ont toutes la même valeur, aucune ne ressort donc. Utilisez des cellules plus grandes, ou plus d'incidents.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>The {0} points lie in only {1} different places; at least {2} are needed to choose a cell size from. Use a longer period or a larger area, or choose the cells yourself.</source>
        <translation>Les {0} points ne sont qu'en {1} lieux différents ; il en faut au moins {2} pour en tirer une taille de cellule. Utilisez une période plus longue ou une zone plus grande, ou choisissez vous-même les cellules.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>Twice the {0} distance to the nearest place, which is the larger of mean and median.</source>
        <translation>Le double de la distance au lieu le plus proche ({0}) : la plus grande de la moyenne et de la médiane.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source> That would be {0} m, but more than {1} cells; so it was enlarged.</source>
        <translation> Cela ferait {0} m, mais plus de {1} cellules ; la taille a donc été augmentée.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>Incidents in one place count once when distances are measured.</source>
        <translation>Les incidents d'un même lieu comptent une fois quand les distances sont mesurées.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>Over the places that are not outlying.</source>
        <translation>Sur les lieux qui ne sont pas isolés.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>Every cell that is not outlying has a neighbour within it.</source>
        <translation>Toute cellule qui n'est pas isolée a une voisine à cette distance ou moins.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>The mean distance from a cell to its nearest.</source>
        <translation>La distance moyenne d'une cellule à sa plus proche voisine.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>Up to {0}, none beyond the standard distance ({1} m).</source>
        <translation>Jusqu'à {0}, aucune au-delà de la distance type ({1} m).</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>The shortest distance at which Moran's I peaks (z at least 1.96): there clustering is most pronounced.</source>
        <translation>La plus courte distance à laquelle le I de Moran a un pic (z d'au moins 1,96) : l'agrégation y est la plus marquée.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>{0} It was enlarged to the shortest distance tried, so that cells have a neighbour.</source>
        <translation>{0} La bande a été élargie à la plus courte distance essayée, afin que les cellules aient une voisine.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>Moran's I has no significant peak, and {0} neighbours lie {1} m away on average, more than one standard distance; so the standard distance was taken.</source>
        <translation>Le I de Moran n'a pas de pic significatif, et {0} voisines sont en moyenne à {1} m, plus qu'une distance type ; la distance type a donc été prise.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>Moran's I has no significant peak; the mean distance to {0} neighbours was taken (5 % of the cells, at least {1}, at most {2}).</source>
        <translation>Le I de Moran n'a pas de pic significatif ; la distance moyenne à {0} voisines a été prise (5 % des cellules, au moins {1}, au plus {2}).</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>Further from the nearest other {0} than the mean of that distance plus three standard deviations; left out when distances are averaged, but not of the map.</source>
        <translation>Distance au plus proche voisin ({0}) supérieure à la moyenne de ces distances plus trois écarts types ; laissé de côté dans les moyennes des distances, mais pas sur la carte.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>Outlying cells</source>
        <translation>Cellules isolées</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>Shortest distance tried</source>
        <translation>Plus courte distance essayée</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>Step between distances</source>
        <translation>Pas entre les distances</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>Distances tried</source>
        <translation>Distances essayées</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>Outlying places</source>
        <translation>Lieux isolés</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>Mean distance to the nearest place</source>
        <translation>Distance moyenne au lieu le plus proche</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/local_statistics/scale.py"/>
        <source>Median distance to the nearest place</source>
        <translation>Distance médiane au lieu le plus proche</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/nearest_neighbour.py"/>
        <source>{0} simulations cannot be made. Use a number such as 99, or 0 for none.</source>
        <translation>{0} simulations ne sont pas possibles. Utilisez un nombre comme 99, ou 0 pour aucune.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/nearest_neighbour.py"/>
        <source>{0} points in the study area are too few for the index. Choose a longer period or more.</source>
        <translation>{0} points dans la zone d'étude ne suffisent pas pour l'indice. Choisissez une période plus longue ou plus de points.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/nearest_neighbour.py"/>
        <source>The study area has an area of 0: the points lie on a line or in one place. Give a boundary.</source>
        <translation>La zone d'étude a une surface de 0 : les points sont sur une ligne ou en un seul lieu. Donnez un contour.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/places.py"/>
        <source>Enter how far an incident may lie from its street, for example 50.</source>
        <translation>Indiquez à quelle distance de sa rue un incident peut se trouver, par exemple 50.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/places.py"/>
        <source>There are no lines. Choose a layer with at least one.</source>
        <translation>Il n'y a pas de lignes. Choisissez une couche qui en contient au moins une.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/places.py"/>
        <source>Line {0} has a part without two finite vertices. Repair or remove it.</source>
        <translation>La ligne {0} a une partie sans deux sommets finis. Réparez-la ou supprimez-la.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/places.py"/>
        <source>None of the lines has a part. Choose a layer with lines that are not empty.</source>
        <translation>Aucune des lignes n'a de partie. Choisissez une couche dont les lignes ne sont pas vides.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/points.py"/>
        <source>{0} of {1} points have no finite coordinates. Leave those points out, and say how many.</source>
        <translation>{0} points sur {1} n'ont pas de coordonnées finies. Écartez ces points, et dites combien.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/points.py"/>
        <source>{0} of {1} weights are negative or not a number. Give every point a weight of zero or more, or leave those points out.</source>
        <translation>{0} poids sur {1} sont négatifs ou ne sont pas des nombres. Donnez à chaque point un poids de zéro ou plus, ou écartez ces points.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/rates.py"/>
        <source>Some counts are negative, not whole or not a number. An interval needs counted events.</source>
        <translation>Certains comptages sont négatifs, ne sont pas entiers ou ne sont pas des nombres. Un intervalle demande des événements comptés.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/rates.py"/>
        <location filename="../../safestats_core/hotspots/uncertainty/mapped_share.py"/>
        <source>The level of {0} is no share between 0 and 1. Use 0.95 for a 95 % interval.</source>
        <translation>Le niveau de {0} n'est pas une part entre 0 et 1. Utilisez 0.95 pour un intervalle à 95 %.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/rates.py"/>
        <source>{0} counts have {1} exposures. Give one for each count.</source>
        <translation>Pour {0} comptages, {1} expositions ont été données. Donnez-en une par comptage.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/rates.py"/>
        <source>Some exposures are negative or infinite. Give zero or more, and nothing where unknown.</source>
        <translation>Certaines expositions sont négatives ou infinies. Donnez zéro ou plus, et rien là où elles sont inconnues.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/rates.py"/>
        <source>A rate per {0} is no rate. Use more than 0, for example 1000.</source>
        <translation>Un taux pour {0} n'en est pas un. Utilisez plus de 0, par exemple 1000.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/chains.py"/>
        <source>The linking bands have the shape {0}; there are {1} bands of distance and {2} of days. Give one value for each pair of bands.</source>
        <translation>Les bandes de liaison ont les dimensions {0} ; il y a {1} bandes de distance et {2} de jours. Donnez une valeur par paire de bandes.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/chains.py"/>
        <source>The distance band {0} cannot link events. Choose bands that end at a distance.</source>
        <translation>La bande de distance {0} ne peut pas lier d'événements. Choisissez des bandes qui s'arrêtent à une distance finie.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/chains.py"/>
        <source>The chosen bands link more than {0} pairs of events. Choose shorter bands, a shorter period, or one kind of crime.</source>
        <translation>Les bandes choisies lient plus de {0} paires d'événements. Choisissez des bandes plus courtes, une période plus courte, ou un seul type d'infraction.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/cube.py"/>
        <source>There are no steps of '{0}' aligned to the '{1}'. Choose from {2}; start or end.</source>
        <translation>Il n'existe pas de pas de temps en « {0} » calés sur « {1} ». Choisissez parmi {2} ; start (début) ou end (fin).</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/cube.py"/>
        <source>A step of {0} {1} has no length. Enter 1 or more.</source>
        <translation>Un pas de {0} {1} n'a pas de durée. Indiquez 1 ou plus.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/cube.py"/>
        <source>All times are the first of a month, as where only the month is known: steps of {0} would mean nothing. Use steps of months.</source>
        <translation>Toutes les dates sont le premier d'un mois, comme là où seul le mois est connu : des pas en « {0} » n'auraient pas de sens. Utilisez des pas en mois.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/cube.py"/>
        <source>{0} cells in {1} steps are more than {2} counts. Use larger cells, longer steps, or a shorter period.</source>
        <translation>{0} cellules en {1} pas font plus de {2} comptages. Utilisez des cellules plus grandes, des pas plus longs, ou une période plus courte.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/cube.py"/>
        <source>{0} points have {1} times. Give every point one time.</source>
        <translation>Pour {0} points, {1} dates ont été données. Donnez une date à chaque point.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/cube.py"/>
        <source>The supply has the shape {0}, the cube {1}. Say it for every step, or step and cell.</source>
        <translation>L'indication des données fournies a les dimensions {0}, le cube {1}. Donnez-la pour chaque pas, ou pour chaque pas et chaque cellule.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/cube.py"/>
        <source>None of {0} points lies in the period {1}: they run from {2} to {3}. Enter a period that holds them.</source>
        <translation>Aucun des {0} points n'est dans la période {1} : ils vont du {2} au {3}. Indiquez une période qui les contient.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/cylinders.py"/>
        <source>All {0} points lie at one place or in one cell: there is nothing to compare it with. Use smaller cells, or a larger area.</source>
        <translation>Les {0} points sont tous en un même lieu ou dans une même cellule : il n'y a rien à quoi les comparer. Utilisez des cellules plus petites, ou une zone plus grande.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/cylinders.py"/>
        <source>The circles round {0} centres hold more than {1} locations together. Use larger cells, a smaller maximum share of cases or a smaller maximum radius.</source>
        <translation>Les cercles autour de {0} centres contiennent ensemble plus de {1} lieux. Utilisez des cellules plus grandes, une plus petite part maximale des cas ou un plus petit rayon maximal.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/cylinders.py"/>
        <source>No circle holds {0} cases or fewer. Allow a larger share of cases, or use smaller cells.</source>
        <translation>Aucun cercle ne contient {0} cas ou moins. Autorisez une plus grande part des cas, ou utilisez des cellules plus petites.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/cylinders.py"/>
        <source>{0} different locations are more than the {1} that can be scanned. Bring them together in cells: enter a cell size, for example {2} m. Or choose a smaller area.</source>
        <translation>{0} lieux différents dépassent les {1} qui peuvent être balayés. Regroupez-les en cellules : indiquez une taille de cellule, par exemple {2} m. Ou choisissez une zone plus petite.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/emerging.py"/>
        <source>There is no trend of '{0}'. Choose from: {1}.</source>
        <translation>Il n'existe pas de tendance de « {0} ». Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/emerging.py"/>
        <source>A significance level of {0} is none. Enter one between 0 and 1, such as 0.05.</source>
        <translation>Un seuil de signification de {0} n'en est pas un. Indiquez-en un entre 0 et 1, comme 0.05.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/emerging.py"/>
        <source>The values have the shape {0}. Give steps, rows and columns.</source>
        <translation>Les valeurs ont les dimensions {0}. Donnez des pas, des lignes et des colonnes.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/emerging.py"/>
        <source>Only {0} steps have a value; at least {1} are needed for a trend, better ten or more. Use shorter steps or a longer period; an incomplete first or last step does not count.</source>
        <translation>Seuls {0} pas de temps ont une valeur ; il en faut au moins {1} pour une tendance, de préférence dix ou plus. Utilisez des pas plus courts ou une période plus longue ; un premier ou dernier pas incomplet ne compte pas.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/emerging.py"/>
        <source>All {0} cells have the same value in all steps, so none stands out. Use larger cells, longer steps, or more incidents.</source>
        <translation>Les {0} cellules ont toutes la même valeur à tous les pas, aucune ne ressort donc. Utilisez des cellules plus grandes, des pas plus longs, ou plus d'incidents.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/emerging.py"/>
        <source>There is no window '{0}'. Choose from: {1}.</source>
        <translation>La fenêtre « {0} » n'existe pas. Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/emerging.py"/>
        <source>A neighbourhood cannot hold {0} preceding steps. Enter 0 or more.</source>
        <translation>Un voisinage ne peut pas contenir {0} pas de temps précédents. Indiquez 0 ou plus.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/mann_kendall.py"/>
        <source>One number is not a series. Give values with their steps along the first axis.</source>
        <translation>Un seul nombre n'est pas une série. Donnez des valeurs dont les pas suivent le premier axe.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/near_repeat.py"/>
        <source>{0} points have {1} times. Give one time for each point.</source>
        <translation>Pour {0} points, {1} dates ont été données. Donnez une date par point.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/near_repeat.py"/>
        <source>There are {0} events; a pair needs two. Choose a longer period or a larger area.</source>
        <translation>Nombre d'événements : {0} ; une paire en demande deux. Choisissez une période plus longue ou une zone plus grande.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/near_repeat.py"/>
        <source>{0} of {1} events have no time. Leave them out, and say how many.</source>
        <translation>{0} événements sur {1} n'ont pas de date. Écartez-les, et dites combien.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/near_repeat.py"/>
        <source>The times are of type {0}. Give dates, or whole days as integers.</source>
        <translation>Les moments sont du type {0}. Donnez des dates, ou des jours entiers sous forme de nombres entiers.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/near_repeat.py"/>
        <source>{0} events make up to {1} pairs within {2} m, and {3} rounds over them more than {4} comparisons. Use shorter distance bands (the last may be inf, which costs nothing), fewer permutations, a shorter period, or one kind of crime.</source>
        <translation>{0} événements font jusqu'à {1} paires à {2} m ou moins, et {3} passages sur ces paires plus de {4} comparaisons. Utilisez des bandes de distance plus courtes (la dernière peut être inf, ce qui ne coûte rien), moins de permutations, une période plus courte, ou un seul type d'infraction.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/near_repeat.py"/>
        <source>All {0} events fall on the same day, so there is nothing to compare. Choose a longer period, and a field that holds the day.</source>
        <translation>Les {0} événements sont tous du même jour, il n'y a donc rien à comparer. Choisissez une période plus longue, et un champ qui contient le jour.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/near_repeat.py"/>
        <source>All {0} events stand at the same place, so there is nothing to compare. Choose a larger area.</source>
        <translation>Les {0} événements sont tous au même lieu, il n'y a donc rien à comparer. Choisissez une zone plus grande.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/near_repeat_bands.py"/>
        <source>Bands cannot be closed '{0}'. Choose left for [a, b) or right for (a, b].</source>
        <translation>Des bandes ne peuvent pas être fermées du côté « {0} ». Choisissez left (gauche) pour [a, b) ou right (droite) pour (a, b].</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/near_repeat_bands.py"/>
        <source>The {0} bands '{1}' have {2} edges. Give at least two, {3}.</source>
        <translation>Les bandes « {1} » ({0}) n'ont pas assez de bornes : {2}. Donnez-en au moins deux, {3}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/near_repeat_bands.py"/>
        <source>The {0} bands '{1}' hold a negative or missing edge, or an infinite one before the end. Give numbers of zero or more, {2}.</source>
        <translation>Les bandes « {1} » ({0}) contiennent une borne négative ou manquante, ou une borne infinie avant la fin. Donnez des nombres de zéro ou plus, {2}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/near_repeat_bands.py"/>
        <source>The {0} bands '{1}' do not rise. Give each edge larger than the one before.</source>
        <translation>Les bandes « {1} » ({0}) ne sont pas croissantes. Donnez chaque borne plus grande que la précédente.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/near_repeat_bands.py"/>
        <source>'{0}' in the {1} bands '{2}' is not a number. Give numbers and, last, inf.</source>
        <translation>« {0} », dans les bandes « {2} » ({1}), n'est pas un nombre. Donnez des nombres et, en dernier, inf.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/near_repeat_pairs.py"/>
        <source>There is no metric '{0}'. Choose {1}.</source>
        <translation>La métrique « {0} » n'existe pas. Choisissez {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/patterns.py"/>
        <source>Histories of shape {0}, trends of {1} and tests of {2} do not fit. Give one trend per cell, and the steps first.</source>
        <translation>Des historiques de dimensions {0}, des tendances de {1} et des tests de {2} ne vont pas ensemble. Donnez une tendance par cellule, et les pas en premier.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/patterns.py"/>
        <source>A state or trend is not -1, 0 or 1. Say hot or up as 1, cold or down as -1, else 0.</source>
        <translation>Un état ou une tendance n'est pas -1, 0 ou 1. Codez 1 pour chaud ou en hausse, -1 pour froid ou en baisse, sinon 0.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/scan.py"/>
        <source>There are {0} points and days of the shape {1}. Give one day per point.</source>
        <translation>Il y a {0} points et des jours de dimensions {1}. Donnez un jour par point.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/scan.py"/>
        <source>There are {0} points. A scan needs at least two; choose a longer period or a larger area.</source>
        <translation>Nombre de points : {0}. Un balayage en demande au moins deux ; choisissez une période plus longue ou une zone plus grande.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/scan.py"/>
        <source>{0} of {1} days are missing or not whole. Leave those points out, and say how many.</source>
        <translation>{0} jours sur {1} manquent ou ne sont pas entiers. Écartez ces points, et dites combien.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/scan.py"/>
        <source>{0} of {1} points lie outside the study period from day {2} to day {3}. Leave them out, or choose a longer period.</source>
        <translation>{0} points sur {1} sont hors de la période d'étude, qui va du jour {2} au jour {3}. Écartez-les, ou choisissez une période plus longue.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/scan.py"/>
        <source>There are no centres. Give at least one, or none at all to use the points' own locations.</source>
        <translation>Il n'y a pas de centres. Donnez-en au moins un, ou omettez les centres pour prendre les lieux des points eux-mêmes.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/scan.py"/>
        <source>The largest share of cases is {0}. Choose a share above 0 and up to 0.5 (50 %).</source>
        <translation>La plus grande part des cas est {0}. Choisissez une part supérieure à 0 et d'au plus 0.5 (50 %).</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/scan.py"/>
        <source>The largest share of time is {0}. Choose a share above 0 and up to 0.9 (90 %).</source>
        <translation>La plus grande part du temps est {0}. Choisissez une part supérieure à 0 et d'au plus 0.9 (90 %).</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/scan.py"/>
        <source>The largest p is {0}. Choose a number above 0 and up to 1.</source>
        <translation>La plus grande valeur p est {0}. Choisissez un nombre supérieur à 0 et d'au plus 1.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/scan.py"/>
        <source>The {0} is {1}. Enter a number above 0, or 0 for none.</source>
        <translation>La valeur de « {0} » est {1}. Indiquez un nombre supérieur à 0, ou 0 pour s'en passer.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/scan.py"/>
        <source>The {0} is {1}. Enter a whole number of at least 1.</source>
        <translation>La valeur de « {0} » est {1}. Indiquez un nombre entier d'au moins 1.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/scan_effort.py"/>
        <source>{0} circles, {1} time windows and {2} permutations would take about {3} hours. Use larger cells, a longer time step, a limit to the duration or the radius of a cluster, fewer permutations, or look only for clusters that are still going on.</source>
        <translation>{0} cercles, {1} fenêtres de temps et {2} permutations prendraient environ {3} heures. Utilisez des cellules plus grandes, un pas de temps plus long, une limite à la durée ou au rayon d'un agrégat, moins de permutations, ou ne cherchez que les agrégats encore en cours.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/scan_time.py"/>
        <source>The study period of {0} days holds fewer than two time units. Use a shorter time step, or a longer period.</source>
        <translation>La période d'étude de {0} jours contient moins de deux unités de temps. Utilisez un pas de temps plus court, ou une période plus longue.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/space_time/scan_time.py"/>
        <source>No window is short enough: {0} time units, of which a cluster may last at most {1} of the period{2}. Allow longer clusters, or use a shorter time step.</source>
        <translation>Aucune fenêtre n'est assez courte : sur {0} unités de temps, un agrégat peut durer au plus {1} de la période{2}. Autorisez des agrégats plus longs, ou utilisez un pas de temps plus court.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/spatial_median.py"/>
        <source>The median centre of {0} places was not found in {1} steps. Check for places far away from all others and for weights of very different size, and leave them out.</source>
        <translation>Le centre médian de {0} lieux n'a pas été trouvé en {1} pas. Cherchez des lieux très éloignés de tous les autres et des poids de tailles très différentes, et laissez-les de côté.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/time_selection.py"/>
        <source>{0} is no {1}. Give numbers from 1 to {2}.</source>
        <translation>La valeur {0} n'est pas possible pour « {1} ». Donnez des nombres de 1 à {2}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/time_selection.py"/>
        <source>A night cannot belong to '{0}'. Choose from: {1}.</source>
        <translation>Une nuit ne peut pas appartenir à « {0} ». Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/time_selection.py"/>
        <source>There is no certainty '{0}'. Choose from: {1}.</source>
        <translation>La certitude « {0} » n'existe pas. Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/time_selection.py"/>
        <source>A share of {0} is not possible. Give one above 0 and at most 1, like 0.5.</source>
        <translation>Une part de {0} n'est pas possible. Donnez-en une supérieure à 0 et d'au plus 1, comme 0.5.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/time_selection.py"/>
        <source>There are {0} starts and {1} ends. Give one end per start.</source>
        <translation>Il y a {0} débuts et {1} fins. Donnez une fin par début.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/time_selection.py"/>
        <source>The incidents lie {0} days apart. Correct the dates that cannot be.</source>
        <translation>Les incidents s'étendent sur {0} jours. Corrigez les dates impossibles.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/mapped_share.py"/>
        <source>A count is negative or larger than what it is a part of. Give whole numbers of records.</source>
        <translation>Un comptage est négatif ou dépasse le total dont il fait partie. Donnez des nombres entiers d'enregistrements.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/mapped_share.py"/>
        <source>{0} groups were given for {1} records. Give one for each.</source>
        <translation>Pour {1} enregistrements, {0} groupes ont été donnés. Donnez-en un par enregistrement.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/mapped_share.py"/>
        <source>There are no records. Choose a layer, period or filter that holds at least one.</source>
        <translation>Il n'y a pas d'enregistrements. Choisissez une couche, une période ou un filtre qui en contient au moins un.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/mapped_share.py"/>
        <source>A record belongs to a group outside 0 to {0}. Number the groups from 0.</source>
        <translation>Un enregistrement appartient à un groupe qui n'est pas entre 0 et {0}. Numérotez les groupes à partir de 0.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/mapped_share.py"/>
        <source>The level of {0} is no share between 0 and 1. Use 0.05.</source>
        <translation>Le niveau de {0} n'est pas une part entre 0 et 1. Utilisez 0.05.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/mapped_share.py"/>
        <source>At least {0} records and a difference of {1} are no limits. Use 1 record or more, and a difference of 0 or more but less than 1.</source>
        <translation>Au moins {0} enregistrements et un écart de {1} ne sont pas des seuils possibles. Utilisez 1 enregistrement ou plus, et un écart d'au moins 0 mais de moins de 1.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/stability.py"/>
        <source>There is no method '{0}'. Choose gi or density.</source>
        <translation>Il n'y a pas de méthode « {0} ». Choisissez gi ou density.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/stability.py"/>
        <source>Give at least one cell size, one distance or bandwidth, and one origin.</source>
        <translation>Donnez au moins une taille de cellule, une distance ou largeur de bande, et une origine.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/stability.py"/>
        <source>A {0} of {1} m does not go with cells of {2} m. Use at least the largest cell{3}.</source>
        <translation>La valeur {1} m ({0}) ne convient pas à des cellules de {2} m. Utilisez au moins la plus grande cellule{3}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/stability.py"/>
        <source>The choices make {0} settings. Give cell sizes, distances and origins for 2 to {1}.</source>
        <translation>Les choix font {0} réglages. Donnez des tailles de cellule, des distances et des origines pour 2 à {1} réglages.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/stability.py"/>
        <source>{0} settings on {1} places are too many. Use larger reference cells or fewer settings.</source>
        <translation>{0} réglages sur {1} lieux, c'est trop. Prenez des cellules de référence plus grandes ou moins de réglages.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/stability.py"/>
        <source>No reference cell has its middle in the study area. Use smaller reference cells.</source>
        <translation>Aucune cellule de référence n'a son milieu dans la zone d'étude. Utilisez des cellules de référence plus petites.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/stability.py"/>
        <source>Reference cells of {0} m are larger than the smallest cells of {1} m, which they could not tell apart. Use at most {2} m.</source>
        <translation>Des cellules de référence de {0} m sont plus grandes que les plus petites cellules, de {1} m, qu'elles ne pourraient pas distinguer. Utilisez au plus {2} m.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/stability.py"/>
        <location filename="../../safestats_core/hotspots/uncertainty/uncertain_hotspots.py"/>
        <source>There is no confidence {0}. Choose 0.9, 0.95 or 0.99.</source>
        <translation>Il n'y a pas de niveau de confiance {0}. Choisissez 0.9, 0.95 ou 0.99.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/stability.py"/>
        <source>The top {0} of the study area is no share between 0 and 1. Use 0.05 for 5 %.</source>
        <translation>La part supérieure {0} de la zone d'étude n'est pas une part entre 0 et 1. Utilisez 0.05 pour 5 %.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/support.py"/>
        <source>None of the {0} addresses has a weight above 0. Choose another layer or weight field, or leave the addresses out.</source>
        <translation>Aucune des {0} adresses n'a un poids supérieur à 0. Choisissez une autre couche ou un autre champ de poids, ou laissez les adresses vides.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/support.py"/>
        <source>{0} addresses lie within the reach of {1} places, more than {2}. Use fewer places with more weight each, such as postcodes or output areas with their population, or a shorter reach.</source>
        <translation>{0} adresses se trouvent à portée de {1} lieux, plus que la limite de {2}. Prenez moins de points, chacun d'un poids plus élevé, par exemple des codes postaux ou des îlots statistiques avec leur population, ou une portée plus courte.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/support.py"/>
        <source>An area is so thin that no place inside it was found. Remove it, or draw it again.</source>
        <translation>Une zone est si étroite qu'aucun lieu n'a été trouvé à l'intérieur. Retirez-la, ou dessinez-la de nouveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/uncertain_hotspots.py"/>
        <source>Draws are tested on square cells. Lay a grid of squares.</source>
        <translation>Les tirages sont testés sur des cellules carrées. Posez une grille de carrés.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/uncertain_hotspots.py"/>
        <source>{0} draws say nothing of uncertainty. Make at least 2; 200 are usual.</source>
        <translation>Avec {0} tirage(s), rien ne peut être dit de l'incertitude. Faites-en au moins 2 ; 200 est un nombre courant.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/uncertain_hotspots.py"/>
        <source>{0} draws of {1} cells are more than {2} values. Use larger cells, a smaller study area, or at most {3} draws.</source>
        <translation>{0} tirages de {1} cellules dépassent la limite de {2} valeurs. Prenez des cellules plus grandes, une zone d'étude plus petite, ou au plus {3} tirages.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/uncertain_hotspots.py"/>
        <source>None of the {0} incidents can lie in the period. Choose a longer one, or check the dates.</source>
        <translation>Aucun des {0} incidents ne peut se situer dans la période. Choisissez-en une plus longue, ou vérifiez les dates.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/uncertain_hotspots.py"/>
        <source>None of the {0} drawn maps has a cell with more incidents than another: on average {1} of the {2} incidents fall into the period, {3} of them in the study area. Choose a longer period or a larger study area, or check the dates.</source>
        <translation>Aucune des {0} cartes tirées n'a de cellule avec plus d'incidents qu'une autre : en moyenne, {1} des {2} incidents tombent dans la période, dont {3} dans la zone d'étude. Choisissez une période plus longue ou une zone d'étude plus grande, ou vérifiez les dates.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/vague_times.py"/>
        <source>The period from {0} to {1} is empty. Give an end after the beginning.</source>
        <translation>La période de {0} à {1} est vide. Donnez une fin postérieure au début.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/vague_times.py"/>
        <source>{0} incidents have no start. Leave them out, and say so.</source>
        <translation>{0} incidents n'ont pas de début. Écartez-les, et dites-le.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/vague_times.py"/>
        <source>{0} incidents end before they start. Correct or drop them.</source>
        <translation>{0} incidents finissent avant de commencer. Corrigez-les ou retirez-les.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/vagueness.py"/>
        <source>The {0} is {1}; it has to be more than 0 metres. Enter one, such as 100.</source>
        <translation>La longueur « {0} » vaut {1} ; elle doit être supérieure à 0 mètre. Indiquez-en une, comme 100.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/vagueness.py"/>
        <source>There is no precision '{0}'. Choose from: {1}.</source>
        <translation>Il n'y a pas de précision « {0} ». Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/vagueness.py"/>
        <source>'{0}' is no precision of a place. Give metres of 0 or more, or one of the words {1}.</source>
        <translation>« {0} » n'est pas une précision de lieu. Donnez des mètres (0 ou plus), ou l'un des mots {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/hotspots/uncertainty/vagueness.py"/>
        <source>None of the {0} records has a place in the study area: {1} have no place or an area that is not known, {2} lie outside. Check the field of the precision, the areas and their codes.</source>
        <translation>Aucun des {0} enregistrements n'a de lieu dans la zone d'étude : {1} n'ont pas de lieu ou ont une zone inconnue, {2} se trouvent au-dehors. Vérifiez le champ de la précision, les zones et leurs codes.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/known_portals.py"/>
        <source>Several portals are known: {0}. Say which one with --portal URL.</source>
        <translation>Plusieurs portails sont connus : {0}. Indiquez lequel avec --portal URL.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/known_portals.py"/>
        <source>Sign in from the SafeStats panel of QGIS, or with `safestats login {0}`.</source>
        <translation>Connectez-vous depuis le panneau SafeStats de QGIS, ou avec `safestats login {0}`.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/known_portals.py"/>
        <source>{0} cannot be read ({1}). Remove it and sign in again.</source>
        <translation>{0} ne peut pas être lu ({1}). Supprimez ce fichier et reconnectez-vous.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/projection.py"/>
        <source>Cannot transform from '{0}' to '{1}': {2}. Use a code such as EPSG:27700.</source>
        <translation>Impossible de transformer de « {0} » vers « {1} » : {2}. Utilisez un code comme EPSG:27700.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/query.py"/>
        <source>'{0}' is not a month. Write it as YYYY-MM, for example 2024-03.</source>
        <translation>« {0} » n'est pas un mois. Écrivez-le sous la forme AAAA-MM, par exemple 2024-03.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/query.py"/>
        <source>The period starts in {0}, after its end in {1}. Swap the two months.</source>
        <translation>La période commence en {0}, après sa fin en {1}. Échangez les deux mois.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/query.py"/>
        <source>The area is not a valid polygon ({0}). Draw it again, or repair it with 'Fix geometries'.</source>
        <translation>La zone n'est pas un polygone valide ({0}). Dessinez-la de nouveau, ou réparez-la avec « Réparer les géométries ».</translation>
    </message>
    <message>
        <location filename="../../safestats_core/query.py"/>
        <source>{0} is no weekday. Give numbers from 1, Monday, to 7, Sunday.</source>
        <translation>{0} n'est pas un jour de la semaine. Donnez des nombres de 1, lundi, à 7, dimanche.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/query.py"/>
        <source>A saved query is an object with a dataset and a level, not {0}.</source>
        <translation>Une requête enregistrée est un objet avec un jeu de données (dataset) et un niveau (level) ; valeur donnée : {0}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/query.py"/>
        <source>A saved query has no part '{0}'. It has: {1}.</source>
        <translation>Une requête enregistrée n'a pas de partie « {0} ». Elle a : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/query.py"/>
        <source>A saved query names its dataset; {0} is no name.</source>
        <translation>Une requête enregistrée nomme son jeu de données ; {0} n'est pas un nom.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/query.py"/>
        <source>{0} is not a level of detail. Choose from: {1}.</source>
        <translation>{0} n'est pas un niveau de détail. Choisissez parmi : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/query.py"/>
        <source>These rows have no column '{0}', by which they are to be narrowed. Ask for them without that, or export them again with the column.</source>
        <translation>Ces lignes n'ont pas de colonne '{0}', par laquelle elles devraient être restreintes. Demandez-les sans cela, ou exportez-les de nouveau avec la colonne.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/query.py"/>
        <source>This source cannot be narrowed by weekday or hour. Narrow its layer afterwards.</source>
        <translation>Cette source ne peut pas être filtrée par jour de la semaine ou par heure. Filtrez ensuite sa couche.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/query.py"/>
        <source>The period of a saved query is its first and its last month, not {0}.</source>
        <translation>La période d'une requête enregistrée se compose de son premier et de son dernier mois ; valeur donnée : {0}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/query.py"/>
        <source>The area of a saved query is a GeoJSON geometry, not {0}.</source>
        <translation>La zone d'une requête enregistrée est une géométrie GeoJSON ; valeur donnée : {0}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/query.py"/>
        <source>The area of a saved query has corners that are no place: {0}.</source>
        <translation>La zone d'une requête enregistrée a des sommets qui ne correspondent à aucun lieu : {0}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/query.py"/>
        <source>The {0} of a saved query are a list of texts, not {1}.</source>
        <translation>La partie « {0} » d'une requête enregistrée est une liste de textes ; valeur donnée : {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/query.py"/>
        <source>The weekdays of a saved query are numbers from 1 to 7, not {0}.</source>
        <translation>Les jours de la semaine d'une requête enregistrée sont des nombres de 1 à 7 ; valeur donnée : {0}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/query.py"/>
        <source>The hours of a saved query are a text like "22-06", not {0}.</source>
        <translation>Les heures d'une requête enregistrée sont un texte comme "22-06" ; valeur donnée : {0}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/address.py"/>
        <source>{0} would send what you sign in with unencrypted. Use https://{1}.</source>
        <translation>{0} transmettrait vos identifiants de connexion sans chiffrement. Utilisez https://{1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/address.py"/>
        <source>'{0}' is not a portal's address. Write it in full, for example https://portal.example.</source>
        <translation>« {0} » n'est pas l'adresse d'un portail. Écrivez-la en entier, par exemple https://portal.example.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/arrow_stream.py"/>
        <source>{0} sent {1} instead of what was asked for; nothing was kept. Tell the portal's manager.</source>
        <translation>{0} a envoyé {1} au lieu de ce qui était demandé ; rien n'a été conservé. Informez-en le gestionnaire du portail.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/arrow_stream.py"/>
        <source>Your access to {0} changed while it was being read; nothing was kept. Fetch it again.</source>
        <translation>Votre accès à {0} a changé pendant la lecture ; rien n'a été conservé. Chargez de nouveau ces données.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/arrow_stream.py"/>
        <source>The portal sent rows of {0} for {1} in {2}; nothing was kept. Tell the portal's manager.</source>
        <translation>Pour {1} en {2}, le portail a envoyé des lignes de {0} ; rien n'a été conservé. Informez-en le gestionnaire du portail.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/arrow_stream.py"/>
        <source>The answer of {0} broke off before its end, more than once. Check the network, and fetch a shorter period.</source>
        <translation>La réponse de {0} s'est interrompue avant la fin, plus d'une fois. Vérifiez le réseau, et demandez une période plus courte.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/bearer.py"/>
        <source>You signed out of {0}. Sign in again.</source>
        <translation>Vous vous êtes déconnecté de {0}. Reconnectez-vous.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/changes.py"/>
        <source>The portal's list of changes is not as expected ({0}). Portal and client may be of different versions: update SafeStats, or tell the portal's manager.</source>
        <translation>La liste des changements du portail n'est pas celle attendue ({0}). Le portail et le client sont peut-être de versions différentes : mettez SafeStats à jour, ou informez-en le gestionnaire du portail.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/client_credentials.py"/>
        <source>Programs now sign in to {0} at {1}. Sign in again.</source>
        <translation>Les programmes se connectent désormais à {0} par {1}. Reconnectez-vous.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/client_credentials.py"/>
        <source>{0} does not let the program '{1}' in{2}. Check its id and secret, or ask those who run it.</source>
        <translation>{0} n'admet pas le programme « {1} »{2}. Vérifiez son identifiant et son secret, ou adressez-vous à ceux qui gèrent ce serveur.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/client_credentials.py"/>
        <source>The program '{0}' may send data to {1}, and reads none. Sign in with one that may.</source>
        <translation>Le programme « {0} » peut envoyer des données à {1}, mais n'en lit aucune. Connectez-vous avec un programme qui en a le droit.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/clocks.py"/>
        <source>The clock of this computer is {0} minutes {1} the portal's. Set date, time and time zone, and sign in again.</source>
        <translation>L'horloge de cet ordinateur s'écarte de {0} minutes de celle du portail (sens : {1}). Réglez la date, l'heure et le fuseau horaire, puis reconnectez-vous.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/device.py"/>
        <source>{0} does not offer sign-in by code. Sign in through your browser instead.</source>
        <translation>{0} ne propose pas la connexion par code. Connectez-vous plutôt avec votre navigateur.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/device.py"/>
        <source>Nobody signed in with the code within {0} minutes. Start again.</source>
        <translation>Personne ne s'est connecté avec le code dans le délai de {0} minutes. Recommencez.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/device.py"/>
        <source>The sign-in was refused in the browser. Start it again if you did not mean to.</source>
        <translation>La connexion a été refusée dans le navigateur. Relancez-la si ce n'était pas voulu.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/device.py"/>
        <location filename="../../safestats_core/retrieval/loopback.py"/>
        <source>The sign-in was cancelled.</source>
        <translation>La connexion a été annulée.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/discovery.py"/>
        <source>People sign in to {0} at {1}, but that does not say how (status {2}). Tell the portal's manager.</source>
        <translation>La connexion à {0} se fait par {1}, mais ce serveur ne dit pas comment (code d'état {2}). Informez-en le gestionnaire du portail.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/discovery.py"/>
        <source>{0} says that it is {1}. If you trust that address, sign in there.</source>
        <translation>{0} déclare être {1}. Si vous faites confiance à cette adresse, connectez-vous-y.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/exports.py"/>
        <source>The {0} of an export is a text of 1 to {1} characters on one line.</source>
        <translation>La partie « {0} » d'un export est un texte de 1 à {1} caractères sur une seule ligne.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/exports.py"/>
        <source>{0} rows cannot have been exported. Give their number.</source>
        <translation>{0} lignes ne peuvent pas avoir été exportées. Donnez leur nombre.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/failures.py"/>
        <source>The certificate of {0} is not valid at the time on this computer's clock, {1}. Set date, time and time zone; if they are right, tell the portal's manager that the certificate has ended.</source>
        <translation>Le certificat de {0} n'est pas valide à l'heure qu'indique l'horloge de cet ordinateur, {1}. Réglez la date, l'heure et le fuseau horaire ; s'ils sont justes, signalez au gestionnaire du portail que le certificat a expiré.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/failures.py"/>
        <source>The certificate of {0} could not be verified. Check the address; if your organisation inspects its traffic, set REQUESTS_CA_BUNDLE to its certificate file, or add it to QGIS's trusted authorities.</source>
        <translation>Le certificat de {0} n'a pas pu être vérifié. Vérifiez l'adresse ; si votre organisation inspecte son trafic, donnez à REQUESTS_CA_BUNDLE le chemin de son fichier de certificat, ou ajoutez celui-ci aux autorités de confiance de QGIS.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/failures.py"/>
        <source>The proxy on the way to {0} asks for a user name and a password. Give them in HTTPS_PROXY, with a colon between them and an @ behind, before the name of the proxy, or in the network settings of QGIS.</source>
        <translation>Le proxy sur le chemin vers {0} demande un nom d'utilisateur et un mot de passe. Donnez-les dans HTTPS_PROXY, séparés par un deux-points et suivis d'un @, devant le nom du proxy, ou dans les paramètres réseau de QGIS.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/failures.py"/>
        <source>The proxy did not let {0} through. Check HTTPS_PROXY and NO_PROXY, or the network settings of QGIS.</source>
        <translation>Le proxy n'a pas laissé passer la demande vers {0}. Vérifiez HTTPS_PROXY et NO_PROXY, ou les paramètres réseau de QGIS.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/failures.py"/>
        <source>{0} sends more in one answer than is ever read at once. Check the address; if it is right, tell the people who run the server.</source>
        <translation>{0} envoie en une réponse plus que ce qui est jamais lu en une fois. Vérifiez l'adresse ; si elle est juste, informez-en ceux qui gèrent le serveur.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/failures.py"/>
        <source>{0} did not answer in time. Check the network or VPN, and try again in a minute.</source>
        <translation>{0} n'a pas répondu à temps. Vérifiez le réseau ou le VPN, et réessayez dans une minute.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/failures.py"/>
        <source>The network does not know {0}. Check how the address is spelled, and that you are on the network or VPN.</source>
        <translation>Le réseau ne connaît pas {0}. Vérifiez l'orthographe de l'adresse, et que vous êtes bien sur le réseau ou le VPN.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/failures.py"/>
        <source>{0} cannot be reached. Check the address, the network or VPN, and that the portal is running.</source>
        <translation>{0} est injoignable. Vérifiez l'adresse, le réseau ou le VPN, et que le portail est en service.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/failures.py"/>
        <location filename="../../safestats_core/retrieval/json_answer.py"/>
        <source>The answer of {0} broke off or cannot be read. Try again; if it stays so, tell the portal's manager.</source>
        <translation>La réponse de {0} s'est interrompue ou est illisible. Réessayez ; si le problème persiste, informez-en le gestionnaire du portail.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/id_claims.py"/>
        <source>The portal's answer was made for another portal or program. Start the sign-in again.</source>
        <translation>La réponse du portail a été établie pour un autre portail ou programme. Relancez la connexion.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/id_claims.py"/>
        <source>The portal's answer belongs to another sign-in. Start the sign-in again.</source>
        <translation>La réponse du portail appartient à une autre connexion. Relancez la connexion.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/id_claims.py"/>
        <source>The portal's answer does not say when it was made. Tell the portal's manager.</source>
        <translation>La réponse du portail ne dit pas quand elle a été établie. Informez-en le gestionnaire du portail.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/id_claims.py"/>
        <source>The portal's answer does not say who signed in. Tell the portal's manager.</source>
        <translation>La réponse du portail ne dit pas qui s'est connecté. Informez-en le gestionnaire du portail.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/json_answer.py"/>
        <source>The answer of {0} is not as expected ({1}: {2}). Portal and client may be of different versions: update SafeStats, or tell the portal's manager.</source>
        <translation>La réponse de {0} n'est pas celle attendue ({1} : {2}). Le portail et le client sont peut-être de versions différentes : mettez SafeStats à jour, ou informez-en le gestionnaire du portail.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/json_answer.py"/>
        <source>{0} answered with {1} instead of {2}: probably not the portal but the sign-in page of your network, or a wrong address. Open the address in a browser to see.</source>
        <translation>{0} a répondu par {1} au lieu de {2} : ce n'est sans doute pas le portail mais la page de connexion de votre réseau, ou une adresse erronée. Ouvrez l'adresse dans un navigateur pour le voir.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/loopback.py"/>
        <source>The browser could not come back to SafeStats: no port of 127.0.0.1 can be opened ({0}). Let your firewall allow it, or sign in with a code, {1}.</source>
        <translation>Le navigateur n'a pas pu revenir à SafeStats : aucun port de 127.0.0.1 ne peut être ouvert ({0}). Autorisez-le dans votre pare-feu, ou connectez-vous avec un code, {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/loopback.py"/>
        <source>Nobody signed in within {0} seconds. Start the sign-in again; if the browser could not open the page of 127.0.0.1, a firewall or proxy keeps it from this computer: sign in with a code, {1}.</source>
        <translation>Personne ne s'est connecté en {0} secondes. Relancez la connexion ; si le navigateur n'a pas pu ouvrir la page de 127.0.0.1, un pare-feu ou un proxy l'empêche d'atteindre cet ordinateur : connectez-vous avec un code, {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/portal.py"/>
        <source>{0} leads back to a page already read. Tell the portal's manager.</source>
        <translation>{0} ramène à une page déjà lue. Informez-en le gestionnaire du portail.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/portal.py"/>
        <source>The portal sends on to {0}, which is not its own address.</source>
        <translation>Le portail renvoie vers {0}, qui n'est pas sa propre adresse.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/sign_in.py"/>
        <source>{0} did not end the session (status {1}). Try again.</source>
        <translation>{0} n'a pas mis fin à la session (code d'état {1}). Réessayez.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/sign_in.py"/>
        <source>The browser could not be opened ({0}). Set a default browser, use `safestats login --no-browser`, which prints the address to open, or sign in with a code, {1}.</source>
        <translation>Le navigateur n'a pas pu être ouvert ({0}). Définissez un navigateur par défaut, utilisez `safestats login --no-browser`, qui affiche l'adresse à ouvrir, ou connectez-vous avec un code, {1}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/sign_in.py"/>
        <source>The answer in the browser belongs to another sign-in. Start the sign-in again.</source>
        <translation>La réponse dans le navigateur appartient à une autre connexion. Relancez la connexion.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/sign_in.py"/>
        <source>The answer in the browser comes from another portal. Start the sign-in again.</source>
        <translation>La réponse dans le navigateur vient d'un autre portail. Relancez la connexion.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/sign_in.py"/>
        <source>The sign-in was cancelled or refused in the browser{0}. Start it again if you did not mean to.</source>
        <translation>La connexion a été annulée ou refusée dans le navigateur{0}. Relancez-la si ce n'était pas voulu.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/sign_in.py"/>
        <source>{0} did not sign you in{1}. Start the sign-in again.</source>
        <translation>{0} ne vous a pas connecté{1}. Relancez la connexion.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/sign_in.py"/>
        <source>{0} does not let SafeStats sign people in as '{1}'{2}. Tell the portal's manager.</source>
        <translation>{0} n'autorise pas SafeStats à connecter des personnes en tant que « {1} »{2}. Informez-en le gestionnaire du portail.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/sign_in.py"/>
        <source>{0} does not let you in any more{1}. Ask the portal's manager.</source>
        <translation>{0} ne vous admet plus{1}. Adressez-vous au gestionnaire du portail.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/sign_in.py"/>
        <source>The portal's answer to the sign-in is not complete ({0}). Portal and client may be of different versions: update SafeStats, or tell the portal's manager.</source>
        <translation>La réponse du portail à la connexion est incomplète ({0}). Le portail et le client sont peut-être de versions différentes : mettez SafeStats à jour, ou informez-en le gestionnaire du portail.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/sign_in.py"/>
        <source>People now sign in to {0} at {1}. Sign in again.</source>
        <translation>La connexion à {0} se fait désormais par {1}. Reconnectez-vous.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/statuses.py"/>
        <source>The portal cannot answer now{0}. Try again in a few minutes; if it stays so, tell the portal's manager.</source>
        <translation>Le portail ne peut pas répondre actuellement{0}. Réessayez dans quelques minutes ; si le problème persiste, informez-en le gestionnaire du portail.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/statuses.py"/>
        <source>The portal does not accept your session any more{0}. Sign in again.</source>
        <translation>Le portail n'accepte plus votre session{0}. Reconnectez-vous.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/statuses.py"/>
        <source>Your grants do not cover this{0}. Ask the portal's data manager for access.</source>
        <translation>Vos droits ne couvrent pas cette demande{0}. Demandez l'accès au gestionnaire des données du portail.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/statuses.py"/>
        <source>The portal has nothing for you at {0}. `safestats datasets` lists what you may see.</source>
        <translation>Le portail n'a rien pour vous à l'adresse {0}. `safestats datasets` énumère ce que vous pouvez voir.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/statuses.py"/>
        <source>The portal is asked too often{0}. Try again in a few minutes.</source>
        <translation>Le portail est interrogé trop souvent{0}. Réessayez dans quelques minutes.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/statuses.py"/>
        <source>You are signed in, but the portal does not let you in{0}. Ask its manager; signing in again does not help.</source>
        <translation>Vous êtes connecté, mais le portail ne vous admet pas{0}. Adressez-vous à son gestionnaire ; vous reconnecter n'y change rien.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/statuses.py"/>
        <source>You have to accept the terms of use of this dataset first{0}. `safestats terms DATASET` shows them.</source>
        <translation>Vous devez d'abord accepter les conditions d'utilisation de ce jeu de données{0}. `safestats terms DATASET` les affiche.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/statuses.py"/>
        <source>{0} sends on to {1}. If you trust that address, sign in there.</source>
        <translation>{0} renvoie vers {1}. Si vous faites confiance à cette adresse, connectez-vous-y.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/retrieval/statuses.py"/>
        <source>The portal refused {0} with status {1}{2}. Try again; if it stays so, tell its manager.</source>
        <translation>Le portail a refusé {0} avec le code d'état {1}{2}. Réessayez ; si le problème persiste, informez-en son gestionnaire.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/sources/exported.py"/>
        <source>The file says that its times are of '{0}', which is no time zone here. Export it again.</source>
        <translation>Le fichier dit que ses heures sont celles de '{0}', qui n'est pas un fuseau horaire connu ici. Exportez-le de nouveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/sources/files.py"/>
        <source>It holds no files.</source>
        <translation>Aucun fichier ne s'y trouve.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/sources/geopackage.py"/>
        <source>{0} is not a GeoPackage: {1}. Ask for it again.</source>
        <translation>{0} n'est pas un GeoPackage : {1}. Demandez de nouveau ce fichier.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/sources/geopackage.py"/>
        <source>The layer {0} holds more than single points. Use 'Multipart to singleparts' first.</source>
        <translation>La couche {0} ne contient pas que des points simples. Utilisez d'abord « De morceaux multiples à morceaux uniques ».</translation>
    </message>
    <message>
        <location filename="../../safestats_core/sources/geopackage.py"/>
        <source>{0} has {1} layers of points: {2}. Save the one that is meant by itself.</source>
        <translation>{0} doit contenir une seule couche de points ; nombre trouvé : {1}. Couches : {2}. Enregistrez séparément celle qui convient.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/sources/ogc_features.py"/>
        <source>Counts are read through the portal itself. Sign in to it, or ask for another level.</source>
        <translation>Les comptages se lisent par le portail lui-même. Connectez-vous-y, ou demandez un autre niveau.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/sources/ogc_features.py"/>
        <source>{0}: The {1} '{2}' of an incident cannot be read. Tell who runs the server, or say by a profile how its columns are read.</source>
        <translation>{0} : le champ {1} '{2}' d'un incident ne peut pas être lu. Informez-en le responsable du serveur, ou dites par un profil comment lire ses colonnes.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/sources/ogc_features.py"/>
        <location filename="../../safestats_core/workspace/transfer.py"/>
        <source>Fetching {0}</source>
        <translation>Récupération de {0}</translation>
    </message>
    <message>
        <location filename="../../safestats_core/sources/ogc_server.py"/>
        <source>{0} leads back to a page already read. Tell who runs it.</source>
        <translation>{0} ramène à une page déjà lue. Informez-en ceux qui gèrent ce serveur.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/sources/ogc_server.py"/>
        <source>{0} leads on to {1}, another host, which must not have what you signed in with. Tell who runs it.</source>
        <translation>{0} conduit à {1}, un autre hôte, qui ne doit pas recevoir vos identifiants de connexion. Informez-en ceux qui gèrent ce serveur.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/sources/ogc_server.py"/>
        <source>{0} asks who you are. In QGIS, give it an authentication configuration ('Load incidents from another source' takes one); the command signs in at SafeStats portals only, with `safestats login`.</source>
        <translation>{0} demande qui vous êtes. Dans QGIS, donnez-lui une configuration d'authentification (« Charger des incidents d'une autre source » en accepte une) ; la commande ne se connecte qu'aux portails SafeStats, avec `safestats login`.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/sources/ogc_server.py"/>
        <source>{0} does not accept what signs in with it. Check the user name, password, key or certificate.</source>
        <translation>{0} refuse les identifiants présentés. Vérifiez le nom d'utilisateur, le mot de passe, la clé ou le certificat.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/sources/ogc_server.py"/>
        <source>'{0}' is not the address of a server. Write it in full: https://features.example.</source>
        <translation>« {0} » n'est pas l'adresse d'un serveur. Écrivez-la en entier : https://features.example.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/sources/ogc_server.py"/>
        <source>{0} answers in {1} instead of CRS84, which is what a server gives that is not asked for another. Tell who runs it.</source>
        <translation>{0} répond en {1} au lieu de CRS84, le système que donne un serveur auquel aucun autre n'est demandé. Informez-en ceux qui gèrent ce serveur.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/sources/open_source.py"/>
        <source>Nobody signs in to '{0}'. Leave the authentication out.</source>
        <translation>« {0} » ne demande pas de connexion. Laissez l'authentification vide.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/sources/pace.py"/>
        <source>{0} says that it is asked too often, {1} times in a row. Try again in an hour, or ask for less.</source>
        <translation>{0} signale être interrogé trop souvent, {1} fois de suite. Réessayez dans une heure, ou demandez moins de données.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/sources/police_uk.py"/>
        <source>There is nothing for {0} at data.police.uk. It has {1} to {2}: choose a period within that.</source>
        <translation>Il n'y a rien pour {0} chez data.police.uk. On y trouve {1} à {2} : choisissez une période qui y est comprise.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/sources/police_uk.py"/>
        <source>data.police.uk, {0}</source>
        <translation>data.police.uk, {0}</translation>
    </message>
    <message>
        <location filename="../../safestats_core/sources/source.py"/>
        <source>{0} has no '{1}' at the level '{2}'. It has: {3}.</source>
        <translation>{0} n'a pas de « {1} » au niveau « {2} ». Disponible : {3}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/workspace/cached_incidents.py"/>
        <source>{0} is not cached for {1}. Sync these months first.</source>
        <translation>{0} n'est pas dans le cache pour {1}. Synchronisez d'abord ces mois.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/workspace/cached_incidents.py"/>
        <source>{0} cannot be narrowed by {1}: of its fields you see only {2}. Ask without it.</source>
        <translation>{0} ne peut pas être filtré selon ce critère : {1}. De ses champs, vous ne voyez que {2}. Faites la demande sans ce critère.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/workspace/cached_incidents.py"/>
        <source>{0} has nothing from {1} to {2}: it runs from {3} to {4}. Choose another period, or sync if it may have grown.</source>
        <translation>{0} n'a rien de {1} à {2} : les données vont de {3} à {4}. Choisissez une autre période, ou synchronisez si elles ont pu s'étendre.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/workspace/kept_catalogue.py"/>
        <source>You may not see {0} at the level '{1}'. You may see: {2}.</source>
        <translation>Vous ne pouvez pas voir {0} au niveau « {1} ». Vous pouvez voir : {2}.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/workspace/kept_catalogue.py"/>
        <source>The portal was last reached at {0} UTC, longer ago than your datasets may be used without it. Connect to the portal and try again.</source>
        <translation>Le portail a été joint pour la dernière fois le {0} UTC ; vos jeux de données ne peuvent plus être utilisés si longtemps sans lui. Rétablissez l'accès au portail et réessayez.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/workspace/sealed_session.py"/>
        <source>Another SafeStats has been renewing your session for {0} seconds. Close it and try again.</source>
        <translation>Une autre instance de SafeStats renouvelle votre session depuis {0} secondes. Fermez-la et réessayez.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/workspace/sync.py"/>
        <source>The portal sent {0} rows of {1} for {2}, where it has {3}; nothing of them was kept. Try again; if it stays so, tell the portal's manager.</source>
        <translation>Le portail a envoyé {0} lignes de {1} pour {2}, alors qu'il en a {3} ; aucune n'a été conservée. Réessayez ; si le problème persiste, informez-en le gestionnaire du portail.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/workspace/transfer.py"/>
        <source>The transfer was stopped.</source>
        <translation>Le transfert a été arrêté.</translation>
    </message>
    <message>
        <location filename="../../safestats_core/workspace/transfer.py"/>
        <source>The portal has {0} rows of {1}, and sent {2} without an end; nothing of them was kept. Tell the portal's manager.</source>
        <translation>Le portail a {0} lignes de {1}, et en a envoyé {2} sans s'arrêter ; aucune n'a été conservée. Informez-en le gestionnaire du portail.</translation>
    </message>
</context>
</TS>
