"""Ordinary English words of industry and offices: whoever searches for one did not mistype a French one.

The club writes in French, mostly, and a search that finds nobody takes neighbouring words for what was meant:
"paint" would find "saint", and "steel" "steely". Words of three letters are corrected into nothing anyhow.
"""

WORDS = """
about access accident account acid acoustic action active activity additive adhesive advice advisor
aerospace after again agency agent agreement agriculture airflow alarm alert alloy alternative aluminium
aluminum ambient ammonia analysis analyst annual anode apparatus appliance application architect area
assembly asset attendance automation automotive available award aware bakery balance bank barrel base basin
batch battery beam bearing beer benchmark benefit best better beverage bidding bill blade blast blend block
blower board body bolt bottle bottom brake branch brand bread break brewery brick bridge bright bucket
budget build builder building bulk burn burning business buyer cable calculation camera canning capacity
capital carbon card cargo carrier casting catalyst ceiling cell central ceramic chain chair chamber change
charge charging charter check cheese chemical chemist chemistry chief chimney chip choice circuit circular
city clay clean cleaner cleaning climate clock cloth clothing cloud coal coating cobalt coffee coil coke
cold collect color colour column comfort commissioning common community company compliance component
compound computer concrete condenser conductor connection construction consultant consulting consumer
consumption contact container contract control controller conveyor cook cooker cool cooler cooperation
copper cost cotton council course cover crane cream credit crop crude crusher current curtain customer
cutter cutting cycle dairy damage data deal decision deep degree delay delivery demand density deposit depth
design designer desk detail detection detergent device diesel digital direct dirty disposal distance
distributor district doctor door double dough draft drain drawing drill drilling drink drive driver drum
dryer dust duty dyeing early earth economy edge education efficiency efficient effluent electric electrical
electrician electricity electronics element emission emissions employee empty energy engine engineer
engineering environment equipment estate estimate exchange exhaust expense expert export extraction
extrusion eyes fabric facility factory failure farm farmer farming fast fault feed feedstock fertiliser
fertilizer fiber fibre field film filter filtration finance finish fire firm fish fitting flame flat fleet
flexible float flood floor flour flow fluid foam foil food forecast forest forestry forge forging fork
foundation foundry frame freezer freezing freight freshwater friction fridge fruit fuel full fume function
furniture future gain game garage garden gasket gate gauge gear generator glass glue goal gold good goods
grade grain graph gravel grease green grid grinder grinding ground group grow growth guard guide half hammer
hand handling harbour hard hardware harvest hazard hazardous head health heap hearing heater heating heavy
helmet help herb high hole holiday home hose hospital host hotel hour house housing human humidity hydraulic
idea idle impact import improve improvement incineration income indoor industrial industry ingot injection
inlet innovation input insurance interest intern inventory investment investor iron issue item joint juice
junction keen keep kettle kitchen knife knowledge labor labour ladder lake lamp land landfill large laser
latent laundry lawyer layer lead leader leak leakage lean lease leather legal length lens lessons lever
library licence license lift light lighting lime limit line linen liquid list live load loan local location
lock logistics loss lower lubricant lubrication lumber machine machinery machining mail main make maker
management manager manufacturer manufacturing margin marine market marketing mask mass master material
matter meal measure measurement meat mechanic mechanical media medical medicine meeting melt melting
membrane mentor merchant metal metallurgy meter method milk mill milling mine mineral mining mirror mixer
mixing mixture model modelling moisture mold monitor monitoring month mortar motor mould moulding mount
mower network nickel night nitrogen noise north nozzle nuclear number nurse nylon ocean offer office offset
offshore onshore open operation operator optical optimisation optimization order organic outdoor outlet
output outside oven overheating owner oxygen packaging packing page paint painting pallet panel paper parcel
park part partner partnership paste pastry patent path payback payment peak peat peer pellet people
performance permit pest petrol petroleum pharmacy phase pickling piece pilot pipe pipeline piping piston
place plan plane planning plant plaster plastic plate platform plating plug pneumatic point policy polish
polishing pollution polymer pool port portfolio position potato potential pottery poultry powder power
precast press pressing pressure prevention price pricing primary print printer printing probe process
processing procurement producer product production profit program programme project promotion proof property
protection provider public pulley pulp pump pumping purchase purchasing pure purification quality quantity
quarry quarter quench question rack radiant radiation radiator railway rain range rare rate ratio reach
reactor ready recovery recruitment recycle recycling reduction refinery refining refit refractory
refrigerant regulation regulator relay release reliability remote renewable renewables rent repair
replacement report request research reserve reservoir residue resin resistance resource resources retail
retrofit return reuse revenue rice right ring risk river road roasting robot robotics rock roll roller
rolling roof room root rope rotary rotor round rubber rule running rust safe safety sale sales salt sample
sand sanitation saving savings sawmill scale scanner schedule scheme school science scope scrap screen screw
seal sealing search season seat second secretary section security sediment seed seller selling semiconductor
sensor server service sewage shaft share shed sheet shelf shell shield shift ship shipping shipyard shoe
shop shore short shower shutdown side sign silica silicon silk silver single sink size skill skin slag slate
sleep slope slow sludge slurry small smart smelter smelting smoke soap sodium soft software soil solar
solder solid solvent sorting sound soup source south space spare spark speaker speed spice spill spin
spinning split sponge spray spring square staff stage stainless stamping standard standby starch start
startup state station steel stock stone stop store storm stove strategy straw stream street strength stress
strip strong structure student study sugar sulfur sulphur summer supplier supply support surface survey
sustainability sustainable sweet switch system table tank tanker tannery target tariff taste teacher team
technical technician technology temperature tender tension test testing textile theory thermal thermostat
thick thin thread tidal tile timber time tinplate tire tobacco tool tooling torque tower town tracing track
trade trader trading traffic trailer train trainer training transfer transformer transport trash travel tray
treatment tree trench trial truck trust tube tubing tyre unit update upgrade urban user utilities utility
vacuum valve vapor vapour vehicle vendor vent ventilation vessel view vinegar vineyard vision voice voltage
volume wage walk wall warehouse warm warranty wash washer washing waste wastewater watch water wave weather
weaving week weight weld welding well west wheat wheel white wholesale wide wind window wine winter wire
wireless wiring wood wooden wool work worker workforce workshop world wrapping write yard year yeast yield
zinc zone
"""
ENGLISH = frozenset(WORDS.split())
