// The entry script lies in the root, because Cake reads cake.config only from the folder of the script that it is given.
#load "build/*.cake"

RunTarget(Argument("target", "Demo"));
